import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import { appoint, begin, granted, propose, refused } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";
import type { StateMove } from "./move-booking.ts";

const base = "2026-02-05T09:00:00+07:00";
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const move = (actor: Actor, id: string, to: BookingState, more: Partial<StateMove> = {}) =>
  world.bookings.move(world.caller({ actor }), { bookingId: id, to, ...more });

const liveOf = (bookingId: string) =>
  world.db
    .selectFrom("allocations")
    .select("kind")
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .execute();

const deposit = { minor: 2_000_000, currency: "VND" };
const paidWith = (received: typeof deposit) => ({
  payment: { received, verified: true, reference: "FT26036001" },
});

describe("a payment", () => {
  test("of the amount due settles the booking, and cannot be asked for again", async () => {
    const { booking } = await appoint(world, { service: "Cấy ghép Implant" });
    const { id } = booking;
    const paid = granted(await move("payment", id, "PAID", paidWith(deposit)));
    expect(paid.booking).toMatchObject({ state: "PAID", payment: { status: "received" } });
    const row = await world.db
      .selectFrom("bookings")
      .select("payment_transaction_id")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(row.payment_transaction_id).toBe("FT26036001");
    granted(await move("system", id, "SLOT_CONFIRMED"));
    expect(refused(await move("system", id, "PAYMENT_PENDING")).code).toBe("not_already_paid");
    expect(await liveOf(id)).toEqual([{ kind: "booking" }]);
  });

  test.each([
    ["less", { ...deposit, minor: 1_000_000 }],
    ["more", { ...deposit, minor: 2_000_001 }],
    ["another currency", { minor: 2_000_000, currency: "USD" }],
  ])("of %s than is due is not taken for it", async (_what, received) => {
    const { booking } = await appoint(world, { service: "Cấy ghép Implant" });
    const refusal = refused(await move("payment", booking.id, "PAID", paidWith(received)));
    expect(refusal.code).toBe("amount_matches");
    const events = await listBookingEvents(world.db, world.organization.id, booking.id);
    expect(events.at(-1)).toMatchObject({ to_state: "PAID", validation_passed: false });
  });

  test("is told by the payment service or by sales, not by the lead", async () => {
    const { booking } = await appoint(world, { service: "Cấy ghép Implant" });
    const answer = refused(await move("lead", booking.id, "PAID", paidWith(deposit)));
    expect(answer.code).toBe("not_permitted");
    granted(await move("sales", booking.id, "PAID", paidWith(deposit)));
  });

  test("that is due keeps the reminder back", async () => {
    const { booking, slot } = await appoint(world, { service: "Cấy ghép Implant" });
    world.clock.set(new Date(slot.start.getTime() - 3_600_000).toISOString());
    expect(refused(await move("system", booking.id, "REMINDER_SENT")).code).toBe(
      "no_such_transition",
    );
    world.clock.set(base);
  });
});

describe("the day of the appointment", () => {
  const start = "2026-02-10T09:00:00+07:00";

  test("is reminded of from 24 hours before, and the customer comes", async () => {
    const { booking } = await appoint(world, { start });
    const { id } = booking;
    world.clock.set("2026-02-09T08:59:59+07:00");
    expect(refused(await move("system", id, "REMINDER_SENT")).code).toBe("within_24h");
    world.clock.set("2026-02-09T09:00:00+07:00");
    granted(await move("system", id, "REMINDER_SENT"));
    const provider = world.caller({ actor: "provider" });
    const came = { bookingId: id, showedUp: true, notes: "đúng giờ" };
    expect(refused(await world.bookings.recordShowUp(provider, came)).code).toBe(
      "appointment_time_passed",
    );
    world.clock.set(start);
    const { booking: done } = granted(await world.bookings.recordShowUp(provider, came));
    expect(done).toMatchObject({ state: "COMPLETED", showUp: true, missed: false });
    const row = await world.db
      .selectFrom("bookings")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      show_up_status: true,
      show_up_verified_by: "provider-1",
      show_up_verified_at: world.clock.now(),
      show_up_notes: "đúng giờ",
    });
    granted(await move("system", id, "FOLLOW_UP"));
    world.clock.set(base);
  });

  test("without a word is a no-show half an hour after the start, not before", async () => {
    const { booking } = await appoint(world, { start });
    world.clock.set("2026-02-10T09:29:59+07:00");
    granted(await move("system", booking.id, "REMINDER_SENT"));
    expect(refused(await move("system", booking.id, "NO_SHOW")).code).toBe(
      "appointment_time_passed",
    );
    world.clock.set("2026-02-10T09:30:00+07:00");
    const { booking: missed } = granted(await move("system", booking.id, "NO_SHOW"));
    expect(missed).toMatchObject({ state: "NO_SHOW", missed: true });
    world.clock.set(base);
  });
});

describe("silence", () => {
  test("of seven days abandons what waits for the lead, and frees what was held", async () => {
    const { lead, booking } = await propose(world);
    world.clock.advance({ days: 6 });
    expect(refused(await move("system", booking.id, "ABANDONED")).code).toBe("inactive_for");
    world.clock.advance({ days: 1 });
    granted(await move("system", booking.id, "ABANDONED"));
    expect(await liveOf(booking.id)).toEqual([]);
    const messageId = await world.message(lead, "Alo em");
    const bare = world.caller({ actor: "lead", lead });
    const reopen = { bookingId: booking.id, to: "INQUIRY" } as const;
    expect(refused(await world.bookings.move(bare, reopen)).code).toBe("reopened_by_message");
    const told = world.caller({ actor: "lead", lead, messageId });
    expect(granted(await world.bookings.move(told, reopen)).booking.state).toBe("INQUIRY");
    world.clock.set(base);
  });

  test("about a payment gives the appointment back, and the booking remembers it", async () => {
    const { booking, slot } = await appoint(world, { service: "Cấy ghép Implant" });
    world.clock.advance({ days: 7 });
    const { booking: gone } = granted(await move("system", booking.id, "ABANDONED"));
    expect(gone).toMatchObject({ state: "ABANDONED", appointment: null });
    expect(gone.previousAppointments).toMatchObject([{ start: slot.start }]);
    expect(await liveOf(booking.id)).toEqual([]);
    world.clock.set(base);
  });

  test("about a confirmed appointment abandons nothing", async () => {
    const { booking } = await appoint(world);
    world.clock.advance({ days: 30 });
    expect(refused(await move("system", booking.id, "ABANDONED")).code).toBe("no_such_transition");
    world.clock.set(base);
  });
});

describe("an error", () => {
  test("is named, keeps the appointment, and sales bring the booking back where it was", async () => {
    const { booking } = await appoint(world);
    const { id } = booking;
    expect(refused(await move("system", id, "ERROR")).code).toBe("failure_named");
    const failure = "the calendar refused the entry three times";
    const broken = granted(await move("system", id, "ERROR", { failure })).booking;
    expect(broken).toMatchObject({ state: "ERROR", stateBeforeError: "SLOT_CONFIRMED" });
    expect(await liveOf(id)).toEqual([{ kind: "booking" }]);
    expect(refused(await move("sales", id, "PAID")).code).toBe("returns_to_state_before");
    expect(refused(await move("lead", id, "SLOT_CONFIRMED")).code).toBe("not_permitted");
    const back = granted(await move("sales", id, "SLOT_CONFIRMED")).booking;
    expect(back).toMatchObject({ state: "SLOT_CONFIRMED", stateBeforeError: null });
    expect(back.appointment).toEqual(booking.appointment);
  });

  test("does not make a missed appointment a kept one", async () => {
    const { booking } = await appoint(world, { start: "2026-02-11T09:00:00+07:00" });
    const { id } = booking;
    world.clock.set("2026-02-11T10:00:00+07:00");
    granted(await move("system", id, "REMINDER_SENT"));
    granted(await move("system", id, "NO_SHOW"));
    granted(await move("system", id, "FOLLOW_UP"));
    granted(await move("system", id, "ERROR", { failure: "mail bounced" }));
    const back = granted(await move("sales", id, "FOLLOW_UP")).booking;
    expect(back.missed).toBe(true);
    world.clock.set(base);
  });
});

describe("a move with a use case of its own", () => {
  test.each<[BookingState, Actor]>([
    ["CANCELLED", "sales"],
    ["CANCELLED", "system"],
    ["RESCHEDULED", "sales"],
  ])("to %s is not made by %s as a plain move: the time would stay taken", async (to, actor) => {
    const { booking } = await appoint(world);
    const answer = await move(actor, booking.id, to, { reason: "bận" });
    expect(refused(answer).code).toBe("not_offered_now");
    const broken = granted(await move("system", booking.id, "ERROR", { failure: "x" })).booking;
    const late = await move(actor, broken.id, "CANCELLED", { reason: "bận" });
    expect(refused(late).code).toBe("not_offered_now");
  });
});

describe("the checklist of a move", () => {
  test("shows every rule with its finding, and writes nothing", async () => {
    const { lead, booking } = await begin(world, { service: "Nhổ răng khôn" });
    const caller = world.caller({ actor: "lead", lead });
    const run = granted(await world.bookings.validate(caller, booking.id, "SLOT_PROPOSED"));
    expect(run.verdict.allowed).toBe(true);
    expect(run.verdict.checks.map(({ rule }) => rule)).toEqual([
      "service_confirmed",
      "contact_known",
      "sop_fields_complete",
      "sop_answers_accepted",
      "participants_fit",
      "length_fits",
      "place_known",
      "lead_not_blocked",
      "consultation_first",
      "enough_slots_available",
      "not_permitted",
    ]);
    expect(run.actions).toEqual([{ action: "propose_slots" }]);
    const [same] = await world.bookings.find(caller, lead.id);
    expect(same).toEqual(booking);
  });
});
