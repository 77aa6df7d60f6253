import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { shownHashOf } from "#src/booking/slot-view.ts";
import { begin, granted, propose, slotAt } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { bookFor, crowd, inconsistent, overbooked, race, takeAlternative } from "./race.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ connections: 25 });
});
afterAll(() => world.close());

const service = "Bọc sứ thẩm mỹ";
const an = () => world.provider("BS. Nguyễn Văn An").id;
const second = { timeout: 60_000 };

describe("200 people at one slot", second, () => {
  test("in one step: one has it, 199 hear that it is taken and what is free", async () => {
    const leads = await crowd(world, 200);
    const start = new Date("2026-02-10T09:00:00+07:00");
    const wish = { service, start, providerId: an() };
    const { winners, losers, codes } = await race(
      leads.map((lead) => () => bookFor(world, lead, wish)),
    );
    expect(winners).toHaveLength(1);
    expect(codes).toEqual({ slot_taken: 199 });
    for (const { alternatives = [], suggestedReply } of losers) {
      expect(alternatives).toHaveLength(3);
      expect(suggestedReply).toContain("vừa có người đặt mất rồi");
    }
    const { bookings } = await world.db
      .selectFrom("bookings")
      .select((eb) => eb.fn.countAll<number>().as("bookings"))
      .executeTakeFirstOrThrow();
    expect(bookings).toBe(1);
    const [lead] = leads;
    if (!lead) throw new Error("no lead");
    granted(await takeAlternative(world, lead, service, losers[0]?.alternatives));
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });

  test("step by step, each proposing and confirming the time they saw: one has it", async () => {
    const leads = await crowd(world, 200);
    const from = new Date("2026-02-11T09:00:00+07:00");
    const { slots } = granted(
      await world.bookings.availableSlots(world.caller({ actor: "system" }), {
        ...{ serviceId: world.service(service).id, providerId: an() },
        ...{ from, to: new Date(from.getTime() + 1) },
      }),
    );
    const seen = slotAt(slots);
    const { winners, losers, codes } = await race(
      leads.map((lead) => async () => {
        const { booking } = await begin(world, { lead });
        const sales = world.caller({ actor: "sales", lead });
        const bookingId = booking.id;
        const offer = await world.bookings.proposeSlots(sales, { bookingId, slotIds: [seen.id] });
        if (!offer.ok) return offer;
        const confirmation = { bookingId, slotId: seen.id, consent: null, statedBy: "Mai" };
        return world.bookings.confirmSlot(sales, confirmation);
      }),
    );
    expect(winners).toHaveLength(1);
    // The first ones to come hold all that is left of the week; the rest hear that it is full.
    const { slot_taken: taken = 0, no_slots: full = 0 } = codes;
    expect(taken + full).toBe(losers.length);
    expect(taken).toBeGreaterThan(100);
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });

  test("confirming one held booking 200 times confirms it once", async () => {
    world.clock.advance({ minutes: 31 });
    const { lead, booking, offered } = await propose(world, { start: "2026-02-12T09:00:00+07:00" });
    world.clock.advance({ minutes: 1 });
    const messageId = await world.message(lead, "Vâng");
    const slot = slotAt(offered);
    const caller = world.caller({ actor: "lead", lead, messageId });
    const { winners, codes } = await race(
      Array.from(
        { length: 200 },
        () => () =>
          world.bookings.confirmSlot(caller, {
            bookingId: booking.id,
            slotId: slot.id,
            consent: { messageId, shownHash: shownHashOf(booking.id, slot) },
          }),
      ),
    );
    expect(winners).toHaveLength(1);
    expect(codes).toEqual({ no_such_transition: 199 });
    expect(await overbooked(world)).toEqual([]);
  });
});

test(
  "two services of different lengths meet on one provider: no minute is given twice",
  second,
  async () => {
    const leads = await crowd(world, 60);
    const day = (time: string) => new Date(`2026-02-09T${time}:00+07:00`);
    const wishes = [
      { service, start: day("09:00"), providerId: an() },
      { service: "Tẩy trắng răng", start: day("08:30"), providerId: an() },
      { service: "Tẩy trắng răng", start: day("09:00"), providerId: an() },
      { service: "Khám tổng quát", start: day("09:30"), providerId: an() },
    ];
    const { winners, codes } = await race(
      leads.map((lead, index) => () => {
        const wish = wishes[index % wishes.length];
        if (!wish) throw new Error("no wish");
        return bookFor(world, lead, wish);
      }),
    );
    expect([1, 2]).toContain(winners.length);
    expect(codes).toEqual({ slot_taken: leads.length - winners.length });
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  },
);
