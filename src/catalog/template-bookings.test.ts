import { expect, test } from "vitest";

import { granted } from "../../test/appointments.ts";
import { plainAnswerTo } from "../../test/plain-answer.ts";
import { templateOf } from "../../test/template-of.ts";
import { openWorld, type TemplateName, templateNames, type World } from "../../test/world.ts";
import type { Template } from "./template.ts";
import { sopsOfTemplate } from "./template-sops.ts";

type Service = Template["services"][number];

const answersTo = (template: Template, { key }: Service): Record<string, string> =>
  Object.fromEntries(
    sopsOfTemplate(template)
      .filter(({ serviceIds }) => serviceIds?.includes(key) ?? true)
      .flatMap(({ questions }) => questions.map((one) => [one.field, plainAnswerTo(one)])),
  );

/** The state the first free time from next Monday on is booked into, or the code of the refusal. */
const bookFirst = async (world: World, template: Template, service: Service): Promise<string> => {
  const lead = await world.lead();
  const caller = world.caller({ actor: "sales", lead });
  const serviceId = world.service(service.name).id;
  const area = template.locations.find(({ kind }) => kind === "area");
  const locationId = service.travels && area ? world.location(area.name).id : undefined;
  const from = new Date("2026-02-09T00:00:00Z");
  const to = new Date("2026-02-16T00:00:00Z");
  const asked = { serviceId, from, to, locationId };
  const [slot] = granted(await world.bookings.availableSlots(caller, asked)).slots;
  if (!slot) throw new Error(`${service.name} has no free time`);
  const answer = await world.bookings.bookTime(caller, {
    ...{ leadId: lead.id, conversationId: lead.conversationId, serviceId },
    ...{ start: slot.start, locationId, statedBy: "Mai" },
    details: { phone: "+84901234567", answers: answersTo(template, service) },
  });
  return answer.ok ? answer.booking.state : answer.code;
};

const expectedOf = ({ consultation, payment }: Service): string =>
  consultation === undefined
    ? payment
      ? "PAYMENT_PENDING"
      : "SLOT_CONFIRMED"
    : "consultation_first";

test.each(
  templateNames,
)("every service of the template %s can be booked", async (name: TemplateName) => {
  const template = templateOf(name);
  const world = await openWorld({ template: name });
  try {
    const booked: Record<string, string> = {};
    for (const service of template.services) {
      booked[service.key] = await bookFirst(world, template, service);
    }
    expect(booked).toEqual(
      Object.fromEntries(template.services.map((service) => [service.key, expectedOf(service)])),
    );
  } finally {
    await world.close();
  }
});
