import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { appoint, granted } from "./appointments.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("the dental clinic of the tests", () => {
  test.each([
    ["2026-02-09", "Monday"],
    ["2026-02-10", "Tuesday"],
    ["2026-02-11", "Wednesday"],
    ["2026-02-12", "Thursday"],
    ["2026-02-13", "Friday"],
  ])("offers porcelain crowns on %s, a %s, at 09:00", async (date) => {
    const from = new Date(`${date}T09:00:00+07:00`);
    const caller = world.caller({ actor: "system" });
    const serviceId = world.service("Bọc sứ thẩm mỹ").id;
    const to = new Date(from.getTime() + 1);
    const free = granted(await world.bookings.availableSlots(caller, { serviceId, from, to }));
    expect(free.slots.length).toBeGreaterThanOrEqual(2);
  });

  test("books a lead by the steps of a conversation", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const { booking } = await appoint(world, { start });
    expect(booking.state).toBe("SLOT_CONFIRMED");
    expect(booking.appointment?.start).toEqual(new Date(start));
  });
});
