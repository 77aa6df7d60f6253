import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Appointment } from "#src/domain/booking.ts";
import { resettle } from "#src/lifecycle/close-time.ts";
import { granted } from "../appointments.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";
import { closeTime, lastSaid } from "./waiting.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ template: "hair-salon", now: "2026-03-02T09:00:00+07:00" });
});
afterAll(() => world.close());

const settle = (timeOffId: string) => resettle(turnDepsOf(world))(world.organization.id, timeOffId);
const heldFor = (bookingId: string) =>
  world.db
    .selectFrom("allocations")
    .selectAll()
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .execute();

/** A wash, cut and blow-dry, given by several people at chairs and basins. */
const booked = async (start: string) => {
  const lead = await world.lead();
  const { booking } = granted(
    await world.bookings.bookTime(world.caller({ actor: "sales", lead }), {
      leadId: lead.id,
      conversationId: lead.conversationId,
      serviceId: world.service("Gội – cắt – sấy").id,
      locationId: world.location("Quận 1").id,
      start: new Date(start),
      details: { phone: "+84901234567" },
      statedBy: "Mai",
    }),
  );
  if (!booking.appointment) throw new Error("it is booked");
  return { lead, id: booking.id, appointment: booking.appointment };
};

const overlapping = <T extends { readonly starts_at: Date; readonly ends_at: Date }>(
  rows: readonly T[],
  { from, to }: { readonly from: string; readonly to: string },
) => rows.filter((row) => row.starts_at < new Date(to) && new Date(from) < row.ends_at);

const partOf = ({ parts = [] }: Appointment, index: number) => {
  const part = parts.at(index);
  if (!part) throw new Error("a package has parts");
  return { ...part, from: part.start.toISOString(), to: part.end.toISOString() };
};

describe("a package", () => {
  test("moves as a whole when who gives its last part falls away", async () => {
    const { lead, id, appointment } = await booked("2026-03-06T10:00:00+07:00");
    const { providerId, from, to } = partOf(appointment, -1);
    await settle(await closeTime(world, { from, to, provider_id: providerId }));
    const held = await heldFor(id);
    expect(new Set(held.map(({ kind }) => kind))).toEqual(new Set(["hold"]));
    expect(new Set(held.map(({ part }) => part))).toEqual(new Set([0, 1, 2]));
    const lost = overlapping(held, { from, to });
    expect(lost.filter(({ provider_id }) => provider_id === providerId)).toEqual([]);
    expect((await lastSaid(world, lead)).text).toContain("xin lỗi");
  });

  test("moves when the chair it was to be given at is closed", async () => {
    const { id } = await booked("2026-03-07T10:00:00+07:00");
    const [taken] = (await heldFor(id)).filter(({ resource_id }) => resource_id !== null);
    if (!taken?.resource_id) throw new Error("a package takes chairs and basins");
    const { resource_id } = taken;
    const off = { from: taken.starts_at.toISOString(), to: taken.ends_at.toISOString() };
    await settle(await closeTime(world, { ...off, resource_id }));
    const held = await heldFor(id);
    expect(held.length).toBeGreaterThan(0);
    expect(new Set(held.map(({ kind }) => kind))).toEqual(new Set(["hold"]));
    const lost = overlapping(held, off).filter((row) => row.resource_id === resource_id);
    expect(lost).toEqual([]);
  });
});
