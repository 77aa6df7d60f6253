import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";

import { listLocations, listServices } from "#src/db/queries/catalog.ts";
import { granted } from "../../test/appointments.ts";
import { openWorld, templateNames, type World } from "../../test/world.ts";

/** Monday to Sunday of the week after the tests' now. */
const nextWeek = ({ organization }: World) => {
  const monday = DateTime.fromISO("2026-02-09", { zone: organization.timezone });
  return { from: monday.toJSDate(), to: monday.plus({ days: 7 }).toJSDate() };
};

const freeTimes = async (world: World, serviceId: string, locationId?: string) => {
  const caller = world.caller({ actor: "system" });
  const query = { serviceId, locationId, ...nextWeek(world) };
  return granted(await world.bookings.availableSlots(caller, query)).slots;
};

describe.each(templateNames)("the template %s", (template) => {
  test("has free times next week for every service, in every area where it travels", async () => {
    const world = await openWorld({ template });
    try {
      const { db, organization } = world;
      const places = await listLocations(db, organization.id);
      for (const { id, name, travels } of await listServices(db, organization.id)) {
        const wheres = travels ? places.filter(({ kind }) => kind === "area") : [undefined];
        for (const where of wheres) {
          const said = `${name} ${where?.name ?? ""}`;
          expect(await freeTimes(world, id, where?.id), said).not.toEqual([]);
        }
      }
    } finally {
      await world.close();
    }
  });
});

test("a theory class starts only when its teacher is there", async () => {
  const world = await openWorld({ template: "driving-school" });
  try {
    const slots = await freeTimes(world, world.service("Theory class").id);
    const starts = slots.map(({ start, locationName, zone }) =>
      [DateTime.fromJSDate(start, { zone }).toFormat("ccc HH:mm"), locationName].join(" "),
    );
    expect(starts).toEqual([
      "Tue 17:00 North yard",
      "Wed 17:00 South yard",
      "Thu 17:00 North yard",
      "Sat 10:00 North yard",
      "Sun 10:00 South yard",
    ]);
  } finally {
    await world.close();
  }
});

test("what is for the weeks before Tết is not to be had after it", async () => {
  const world = await openWorld({ template: "hair-salon", now: "2026-02-22T09:00:00+07:00" });
  try {
    const caller = world.caller({ actor: "system" });
    const from = new Date("2026-02-23T00:00:00+07:00");
    const to = new Date("2026-03-02T00:00:00+07:00");
    const look = async (name: string) => {
      const query = { serviceId: world.service(name).id, from, to };
      return granted(await world.bookings.availableSlots(caller, query)).slots;
    };
    expect(await look("Làm tóc Tết")).toEqual([]);
    expect(await look("Cắt tóc nữ")).not.toEqual([]);
  } finally {
    await world.close();
  }
});
