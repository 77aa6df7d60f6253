import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { Language } from "#src/domain/facts.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { appointed, slot } from "../../../test/briefing.ts";
import { briefingOfTemplate } from "../../../test/briefing-of-template.ts";
import { yesTo } from "../consent.ts";
import { renderPlan } from "./render-plan.ts";
import { voiceOf } from "./render-reply.ts";
import type { ReplyPlan } from "./reply-plan.ts";

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../../../prompts"));
const house = (language: Language) => briefingOfTemplate("dental-clinic", language);

/** In the language of the lead, about the first service of the clinic. */
const sceneOf = (language: Language) => {
  const briefing = house(language);
  const [service] = briefing.services;
  if (!service) throw new Error("a template has a service");
  const of = { serviceId: service.id, serviceName: "in no language" };
  const held = ["2026-02-10T03:00:00Z", "2026-02-11T08:30:00Z"].map((start) =>
    slot(start, { ...of, zone: briefing.zone, heldUntil: new Date("2026-02-05T05:00:00Z") }),
  );
  const [first] = held;
  const booking = appointed("2026-02-12T02:00:00Z", of);
  const { appointment } = booking;
  if (!first || !appointment) throw new Error("there are slots and an appointment");
  const lost = { ...appointment, start: new Date("2026-02-09T07:00:00Z"), zone: briefing.zone };
  const say = (plan: ReplyPlan) => renderPlan(voiceOf(phrases, briefing), plan);
  return { service: service.name, held, first, booking, lost, say };
};

/** The clock of Ho Chi Minh City. */
const clock = { first: "10:00", second: "15:30", until: "12:00", lost: "14:00", standing: "09:00" };

describe.each(["vi", "en"] as const)("what the house says of its own accord in %s", (language) => {
  test("of a freed time: which, until when it is kept, and how to say yes to exactly it", () => {
    const { service, first, say } = sceneOf(language);
    const { text, choices, asked } = say({ kind: "time_freed", bookingId: "b", slot: first });
    for (const part of [service, clock.first, clock.until]) expect(text).toContain(part);
    expect(choices[0]?.id).toBe(yesTo(first.shownHash ?? ""));
    expect(asked).toMatchObject({ kind: "confirm_slot", bookingId: "b", slotId: first.id });
  });

  test("of a lost appointment: which it was, and every other time that is kept", () => {
    const { service, held, lost, say } = sceneOf(language);
    const plan = { kind: "fallen_away", bookingId: "b", lost, slots: held } as const;
    const { text, choices, asked } = say(plan);
    const parts = [service, clock.lost, clock.first, clock.second, clock.until];
    for (const part of parts) expect(text).toContain(part);
    expect(choices.map(({ id }) => id)).toEqual(held.map(({ id }) => id));
    expect(asked).toMatchObject({ kind: "choose_slot", bookingId: "b" });
  });

  test("of one that was moved: from when, to when", () => {
    const { service, booking, lost, say } = sceneOf(language);
    const { text } = say({ kind: "moved_by_us", booking, lost });
    for (const part of [service, clock.lost, clock.standing]) expect(text).toContain(part);
  });

  test("of one that has no other time: no question the agent would have to answer", () => {
    const { service, booking, lost, say } = sceneOf(language);
    const { text, choices, asked } = say({ kind: "cannot_take_place", booking, lost });
    for (const part of [service, clock.lost]) expect(text).toContain(part);
    expect([choices, asked]).toEqual([[], null]);
  });

  test("of a class: which it was, and the others there are, if any", () => {
    const { service, booking, held, lost, say } = sceneOf(language);
    const plan = { kind: "class_cancelled", booking, lost } as const;
    const { text } = say({ ...plan, nearest: held });
    const parts = [service, clock.lost, clock.first, clock.second];
    for (const part of parts) expect(text).toContain(part);
    const alone = say({ ...plan, nearest: [] });
    expect(alone.text).not.toContain(clock.first);
    expect(alone.asked).toEqual({ kind: "rebook", bookingId: booking.id });
  });
});
