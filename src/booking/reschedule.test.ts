import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import {
  type Appointed,
  appoint,
  granted,
  propose,
  refused,
  sayYes,
  slotAt,
} from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const reason = "customer_cannot_attend";
const move = ({ lead, booking }: Pick<Appointed, "lead" | "booking">, start?: string) => {
  const at = start === undefined ? undefined : new Date(start);
  return world.bookings.reschedule(world.caller({ actor: "lead", lead }), {
    bookingId: booking.id,
    reason,
    ...(at && { times: [{ from: at, to: at, exact: true }] }),
  });
};

const rowOf = (id: string) =>
  world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

describe("moving an appointment", () => {
  test("gives the time back, offers others, keeps the old one on record and counts", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const appointed = await appoint(world, { start, provider: "BS. Nguyễn Văn An" });
    const receipt = granted(await move(appointed, "2026-02-11T09:00:00+07:00"));
    expect(receipt).toMatchObject({
      action: "rescheduled",
      freed: { start: new Date(start) },
      booking: { state: "SLOT_PROPOSED", appointment: null, rescheduleCount: 1 },
    });
    expect(receipt.offered?.length).toBeGreaterThanOrEqual(2);
    expect(receipt.booking.previousAppointments).toMatchObject([{ start: new Date(start) }]);
    const row = await rowOf(appointed.booking.id);
    expect(row.reschedule_reason).toBe(reason);
    expect(row.state_history.slice(-2).map(({ state }) => state)).toEqual([
      "RESCHEDULED",
      "SLOT_PROPOSED",
    ]);
    const other = await appoint(world, { start, provider: "BS. Nguyễn Văn An" });
    expect(other.booking.appointment?.start).toEqual(new Date(start));
    const offered = { ...appointed, booking: receipt.booking };
    const slot = slotAt(receipt.offered ?? [], "2026-02-11T09:00:00+07:00");
    const confirmed = granted(await sayYes(world, offered, slot));
    expect(confirmed.booking).toMatchObject({ state: "SLOT_CONFIRMED", rescheduleCount: 1 });
  });

  test("may choose its own time again", async () => {
    const start = "2026-02-10T15:00:00+07:00";
    const appointed = await appoint(world, { start });
    const { offered = [] } = granted(await move(appointed, start));
    slotAt(offered, start);
  });

  test("more than three times marks the lead as unstable", async () => {
    const appointed = await appoint(world, { start: "2026-02-12T09:00:00+07:00" });
    let current = appointed;
    for (const [round, flagged] of [false, false, false, true].entries()) {
      const receipt = granted(await move(current));
      expect(receipt.flaggedUnstable ?? false, `move ${round + 1}`).toBe(flagged);
      const slot = slotAt(receipt.offered ?? []);
      const { booking } = granted(
        await sayYes(world, { ...current, booking: receipt.booking }, slot),
      );
      current = { ...current, booking, slot };
    }
    const lead = await world.db
      .selectFrom("leads")
      .select("unstable")
      .where("id", "=", appointed.lead.id)
      .executeTakeFirstOrThrow();
    expect(lead.unstable).toBe(true);
  });

  test("needs a reason, and says so whether or not another time is free", async () => {
    const { lead, booking } = await appoint(world, { start: "2026-02-12T10:00:00+07:00" });
    const caller = world.caller({ actor: "lead", lead });
    const blank = await world.bookings.reschedule(caller, { bookingId: booking.id, reason: " " });
    expect(refused(blank).code).toBe("reason_captured");
    expect((await rowOf(booking.id)).state).toBe("SLOT_CONFIRMED");
  });

  test("by a provider is proposed by the house", async () => {
    const { booking } = await appoint(world, { start: "2026-02-12T15:00:00+07:00" });
    const provider = world.caller({ actor: "provider" });
    granted(await world.bookings.reschedule(provider, { bookingId: booking.id, reason: "ốm" }));
    const { state_history } = await rowOf(booking.id);
    expect(state_history.slice(-2).map(({ by }) => by)).toEqual(["provider", "system"]);
  });

  test("is not possible before there is one", async () => {
    const proposed = await propose(world);
    expect(refused(await move(proposed)).code).toBe("no_such_transition");
  });
});

describe("a missed appointment", () => {
  test("can be moved after it was missed, and after the follow-up, but not after one that was kept", async () => {
    const start = "2026-02-13T09:00:00+07:00";
    const missed = await appoint(world, { start });
    const kept = await appoint(world, { start, provider: "BS. Lê Minh Cường" });
    const system = world.caller({ actor: "system" });
    const sales = world.caller({ actor: "sales" });
    world.clock.set("2026-02-13T11:00:00+07:00");
    for (const { booking } of [missed, kept]) {
      granted(await world.bookings.move(system, { bookingId: booking.id, to: "REMINDER_SENT" }));
    }
    const showUp = (id: string, showedUp: boolean) =>
      world.bookings.recordShowUp(sales, { bookingId: id, showedUp });
    granted(await showUp(missed.booking.id, false));
    granted(await showUp(kept.booking.id, true));
    for (const { booking } of [missed, kept]) {
      granted(await world.bookings.move(system, { bookingId: booking.id, to: "FOLLOW_UP" }));
    }
    expect(refused(await move(kept)).code).toBe("follows_no_show");
    expect(granted(await move(missed)).booking).toMatchObject({
      state: "SLOT_PROPOSED",
      missed: false,
    });
  });
});

test("a paid appointment stays paid when it moves", async () => {
  world.clock.set("2026-02-05T09:00:00+07:00");
  const appointed = await appoint(world, { service: "Cấy ghép Implant" });
  const received = { minor: 2_000_000, currency: "VND" };
  granted(
    await world.bookings.move(world.caller({ actor: "payment" }), {
      bookingId: appointed.booking.id,
      to: "PAID",
      payment: { received, verified: true, reference: "FT1" },
    }),
  );
  const { booking, offered = [] } = granted(await move(appointed));
  const confirmed = granted(await sayYes(world, { ...appointed, booking }, slotAt(offered)));
  expect(confirmed.booking).toMatchObject({
    state: "SLOT_CONFIRMED",
    payment: { status: "received" },
  });
});

test("nothing is given up when nothing else is free", async () => {
  const full = await openWorld();
  try {
    const { lead, booking } = await appoint(full, { start: "2026-02-10T09:00:00+07:00" });
    const providers = [
      "BS. Nguyễn Văn An",
      "BS. Trần Thị Bình",
      "BS. Lê Minh Cường",
      "BS. Phạm Thuỳ Dung",
    ];
    await full.db
      .insertInto("time_off")
      .values(
        providers.map((name) => ({
          organization_id: full.organization.id,
          id: crypto.randomUUID(),
          provider_id: full.provider(name).id,
          start_date: "2026-02-01",
          end_date: "2026-04-01",
          reason: null,
        })),
      )
      .execute();
    const caller = full.caller({ actor: "lead", lead });
    const refusal = refused(
      await full.bookings.reschedule(caller, { bookingId: booking.id, reason }),
    );
    expect(refusal.code).toBe("no_slots");
    const [kept] = await full.bookings.find(caller, lead.id);
    expect(kept).toEqual(booking);
    const live = await full.db
      .selectFrom("allocations")
      .select("kind")
      .where("released_at", "is", null)
      .execute();
    expect(live).toEqual([{ kind: "booking" }]);
    const events = await listBookingEvents(full.db, full.organization.id, booking.id);
    expect(events.at(-1)).toMatchObject({ to_state: "RESCHEDULED", validation_passed: false });
  } finally {
    await full.close();
  }
});
