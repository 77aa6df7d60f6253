import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { shownHashOf } from "#src/booking/slot-view.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { type Appointed, appoint, granted, propose, slotAt } from "../appointments.ts";
import { openWorld, type World } from "../world.ts";
import { bookFor, crowd, inconsistent, outcomeOf, overbooked, race } from "./race.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ connections: 25 });
});
afterAll(() => world.close());

const service = "Bọc sứ thẩm mỹ";
const provider = "BS. Nguyễn Văn An";
const an = () => world.provider(provider).id;

/** Moves an appointment to a time: another is proposed, and confirmed when it is that one. */
const moveTo = async ({ lead, booking }: Appointed, start: string): Promise<Receipt | Refusal> => {
  const at = new Date(start);
  const sales = world.caller({ actor: "sales", lead });
  const moved = await world.bookings.reschedule(sales, {
    ...{ bookingId: booking.id, reason: "bận", providerId: an() },
    times: [{ from: at, to: at, exact: true }],
  });
  if (!moved.ok) return moved;
  const offered = moved.offered ?? [];
  const wanted = offered.find((slot) => slot.start.getTime() === at.getTime());
  return world.bookings.confirmSlot(sales, {
    ...{ bookingId: booking.id, consent: null, statedBy: "Mai" },
    slotId: (wanted ?? slotAt(offered)).id,
  });
};

describe("people who move at the same moment", { timeout: 60_000 }, () => {
  test("into one slot: one gets it, the other another time", async () => {
    const target = "2026-02-10T15:00:00+07:00";
    const one = await appoint(world, { start: "2026-02-10T09:00:00+07:00", provider });
    const two = await appoint(world, { start: "2026-02-10T10:00:00+07:00", provider });
    const { winners } = await race([() => moveTo(one, target), () => moveTo(two, target)]);
    expect(winners).toHaveLength(2);
    const there = winners.filter(
      ({ booking }) => booking.appointment?.start.getTime() === new Date(target).getTime(),
    );
    expect(there).toHaveLength(1);
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });

  test("into each other's slot: nobody is lost and nothing is given twice", async () => {
    for (let round = 0; round < 5; round += 1) {
      const hours = {
        a: `2026-02-11T${14 + (round % 3)}:00:00+07:00`,
        b: `2026-02-12T${14 + (round % 3)}:00:00+07:00`,
      };
      const [a, b] = [
        await appoint(world, { start: hours.a }),
        await appoint(world, { start: hours.b }),
      ];
      const { winners } = await race([() => moveTo(a, hours.b), () => moveTo(b, hours.a)]);
      expect(winners).toHaveLength(2);
      expect(await overbooked(world)).toEqual([]);
      expect(await inconsistent(world)).toEqual([]);
      for (const { booking } of [a, b]) {
        const sales = world.caller({ actor: "sales" });
        const request = { bookingId: booking.id, reason: "xong", consent: null };
        granted(await world.bookings.cancel(sales, request));
      }
    }
  });

  test("while somebody books the time they leave: it is theirs or it is taken", async () => {
    const start = "2026-02-09T15:00:00+07:00";
    const leaving = await appoint(world, { start, provider });
    const leads = await crowd(world, 10);
    const moved = moveTo(leaving, "2026-02-09T16:00:00+07:00");
    const wish = { service, start: new Date(start), providerId: an() };
    const { winners, codes } = await race(leads.map((lead) => () => bookFor(world, lead, wish)));
    expect((await moved).ok).toBe(true);
    expect(winners.length).toBeLessThanOrEqual(1);
    expect(codes).toEqual({ slot_taken: 10 - winners.length });
    expect(await overbooked(world)).toEqual([]);
    expect(await inconsistent(world)).toEqual([]);
  });
});

describe("a hold at its end", { timeout: 60_000 }, () => {
  test("is confirmed by its owner or booked by another, never both", async () => {
    for (let round = 0; round < 8; round += 1) {
      const time = `2026-02-13T${String(8 + (round % 4)).padStart(2, "0")}:${round < 4 ? "00" : "30"}:00+07:00`;
      const base = world.clock.now();
      const held = await propose(world, { start: time, provider });
      const slot = slotAt(held.offered, time);
      world.clock.advance({ minutes: 1 });
      const messageId = await world.message(held.lead, "Vâng");
      world.clock.set(new Date(base.getTime() + 30 * 60_000 - (round % 2)).toISOString());
      const [rival] = await crowd(world, 1);
      if (!rival) throw new Error("no rival");
      const wish = { service, start: new Date(time), providerId: an() };
      const { winners, codes } = await race([
        () =>
          world.bookings.confirmSlot(world.caller({ actor: "lead", lead: held.lead, messageId }), {
            bookingId: held.booking.id,
            slotId: slot.id,
            consent: { messageId, shownHash: shownHashOf(held.booking.id, slot) },
          }),
        () => bookFor(world, rival, wish),
      ]);
      expect(winners).toHaveLength(1);
      expect(
        Object.keys(codes).every((code) => ["slot_taken", "hold_expired"].includes(code)),
      ).toBe(true);
      expect(await overbooked(world)).toEqual([]);
      expect(await inconsistent(world)).toEqual([]);
    }
  });
});

describe("a cancellation", { timeout: 60_000 }, () => {
  test("and a confirmation at the same moment leave one truth", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { lead, booking, offered } = await propose(world);
      const sales = world.caller({ actor: "sales", lead });
      const bookingId = booking.id;
      const slotId = slotAt(offered).id;
      const [confirmed, cancelled] = await Promise.all([
        world.bookings.confirmSlot(sales, { bookingId, slotId, consent: null, statedBy: "Mai" }),
        world.bookings.cancel(sales, { bookingId, reason: "bận", consent: null }),
      ]);
      expect(cancelled.ok).toBe(true);
      const { codes } = outcomeOf([confirmed]);
      expect([{}, { no_such_transition: 1 }]).toContainEqual(codes);
      const [now] = await world.bookings.find(sales, lead.id);
      expect(now?.state).toBe("CANCELLED");
      expect(await inconsistent(world)).toEqual([]);
    }
  });

  test("asked for twice at once happens once", async () => {
    const { lead, booking } = await appoint(world);
    const messageId = await world.message(lead, "Đúng, huỷ");
    const caller = world.caller({ actor: "lead", lead, messageId });
    const consent = { messageId, shownHash: cancellationHashOf(booking) };
    const { winners } = await race(
      Array.from(
        { length: 20 },
        () => () =>
          world.bookings.cancel(caller, { bookingId: booking.id, reason: "bận", consent }),
      ),
    );
    expect(winners).toHaveLength(1);
    expect(await inconsistent(world)).toEqual([]);
  });
});
