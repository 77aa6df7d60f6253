import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { ActionAnswer, ActionList, Checklist, ErrorBody, EventList } from "#src/http/contract.ts";
import { bookAtClinic, bookedId } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());
beforeEach(() => world.setClock("2026-03-02T02:00:00Z"));

const post = (path: string, body: object = {}) => world.clinic.ask("POST", path, body);

describe("sales propose and confirm", () => {
  test("offers the day that was asked for, held for this booking, one of which is confirmed", async () => {
    const held = await bookAtClinic(world, { date: "2026-03-04", more: { hold: true } });
    const id = held.as(ActionAnswer).booking.booking_id;
    const proposed = (await post(`/bookings/${id}/propose`, { date: "2026-03-05" })).as(
      ActionAnswer,
    );
    expect(proposed.booking.state).toBe("SLOT_PROPOSED");
    expect(proposed.offered?.some(({ date }) => date === "2026-03-05")).toBe(true);
    for (const slot of proposed.offered ?? []) {
      expect(slot).toMatchObject({ status: "reserved", reserved_by: id });
      expect(slot.reservation_expires_at).toBe("2026-03-02T02:30:00.000Z");
    }
    const slotId = proposed.offered?.[0]?.slot_id;
    const confirmed = await post(`/bookings/${id}/confirm`, { slotId, statedBy: "Chị Mai" });
    expect(confirmed.as(ActionAnswer).booking.state).toBe("SLOT_CONFIRMED");
    const { events } = (await world.clinic.ask("GET", `/bookings/${id}/events`)).as(EventList);
    const last = events.at(-1);
    expect(last).toMatchObject({
      booking_id: id,
      event_type: "state_change",
      from_state: "SLOT_PROPOSED",
      to_state: "SLOT_CONFIRMED",
      triggered_by: "sales",
      triggered_by_id: world.clinic.keyId,
      validation_passed: true,
      data_snapshot: { appointment_date: confirmed.as(ActionAnswer).booking.appointment_date },
    });
    expect(last?.validation_checks).toContainEqual({
      rule: "explicit_confirmation",
      passed: true,
      why: "stated by Chị Mai",
    });
  });

  test("a hold that has lapsed is refused with the day's free times", async () => {
    const held = await bookAtClinic(world, { date: "2026-03-06", more: { hold: true } });
    const { booking, offered } = held.as(ActionAnswer);
    world.setClock("2026-03-02T02:31:00Z");
    const slotId = offered?.[0]?.slot_id;
    const late = await post(`/bookings/${booking.booking_id}/confirm`, { slotId });
    expect(late.status).toBe(409);
    expect(late.as(ErrorBody)).toMatchObject({ error: "HOLD_EXPIRED" });
    expect(late.as(ErrorBody).availableSlots).toContain("09:00");
  });

  test("a slot id nobody made names its field", async () => {
    const id = await bookedId(world, { date: "2026-03-06", time: "11:00" });
    const answer = await post(`/bookings/${id}/confirm`, { slotId: "made-up" });
    expect(answer.body).toMatchObject({ error: "UNKNOWN_SLOT", field: "slotId" });
    expect((await post(`/bookings/${id}/confirm`)).body).toMatchObject({ field: "slotId" });
  });
});

describe("an appointment is moved or ended", () => {
  test("a reschedule gives it up for other slots and keeps the reason", async () => {
    const id = await bookedId(world, { date: "2026-03-09" });
    const body = { reason: "Khách bận", date: "2026-03-10", time: "10:00" };
    const moved = (await post(`/bookings/${id}/reschedule`, body)).as(ActionAnswer);
    expect(moved.booking).toMatchObject({
      state: "SLOT_PROPOSED",
      reschedule_count: 1,
      reschedule_reason: "Khách bận",
      reschedule_reason_code: "customer_cannot_attend",
      appointment_date: null,
    });
    const wanted = moved.offered?.find(
      (slot) => `${slot.date} ${slot.start_time}` === "2026-03-10 10:00",
    );
    const confirmed = await post(`/bookings/${id}/confirm`, { slotId: wanted?.slot_id });
    expect(confirmed.as(ActionAnswer).booking).toMatchObject({
      appointment_date: "2026-03-10",
      appointment_time: "10:00",
    });
  });

  test("needs a reason to be moved and to be cancelled", async () => {
    const id = await bookedId(world, { date: "2026-03-09", time: "10:00" });
    for (const action of ["reschedule", "cancel"]) {
      const answer = await post(`/bookings/${id}/${action}`);
      expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, "reason"]);
    }
    const deleted = await world.clinic.ask("DELETE", `/bookings/${id}`);
    expect(deleted.status).toBe(409);
    expect(deleted.as(ErrorBody)).toMatchObject({
      error: "TRANSITION_BLOCKED",
      field: "reason",
      blocking: [{ rule: "reason_captured" }],
    });
  });

  test.each([
    ["POST", "/cancel", { reason: "Khách đổi ý" }],
    ["DELETE", "", { reason: "Khách đổi ý" }],
    ["DELETE", `?reason=${encodeURIComponent("Khách đổi ý")}`, undefined],
  ] as const)("%s …%s with %o cancels and keeps the record", async (method, path, body) => {
    const id = await bookedId(world, { date: "2026-03-11" });
    const json = { "content-type": "application/json" };
    const answer = await world.clinic.ask(method, `/bookings/${id}${path}`, body, json);
    expect(answer.as(ActionAnswer)).toMatchObject({
      rebookOffered: true,
      booking: {
        state: "CANCELLED",
        cancelled_by: "sales",
        cancellation_reason: "Khách đổi ý",
        cancellation_reason_code: "no_longer_needed",
        cancelled_at: "2026-03-02T02:00:00.000Z",
      },
    });
    const again = await world.clinic.ask("POST", `/bookings/${id}/cancel`, { reason: "x" });
    expect(again.as(ErrorBody)).toMatchObject({ error: "TRANSITION_BLOCKED", legalMoves: [] });
  });

  test("a deadline that has passed is set aside by name only, and that is recorded", async () => {
    const policy = JSON.stringify({ cancellationDeadlineMinutes: 24 * 60 });
    const { organizationId } = world.clinic;
    await world.db
      .updateTable("organizations")
      .set({ policy })
      .where("id", "=", organizationId)
      .execute();
    const id = await bookedId(world, { date: "2026-03-02", time: "14:00" });
    const path = `/bookings/${id}?reason=Mua`;
    const late = await world.clinic.ask("DELETE", path);
    expect(late.as(ErrorBody).blocking).toMatchObject([{ rule: "cancellation_allowed_until" }]);
    const overruled = await world.clinic.ask("DELETE", `${path}&overrule=true`);
    expect(overruled.as(ActionAnswer).booking.state).toBe("CANCELLED");
    const { events } = (await world.clinic.ask("GET", `/bookings/${id}/events`)).as(EventList);
    expect(events.at(-1)?.validation_checks).toContainEqual({
      rule: "cancellation_allowed_until",
      passed: true,
      why: "overruled by dental-clinic desk",
    });
  });

  test("show-up is recorded after the start, once the reminder is out", async () => {
    const id = await bookedId(world, { date: "2026-03-03", time: "10:00" });
    const early = await post(`/bookings/${id}/show-up`, { showedUp: true });
    expect(early.as(ErrorBody).error).toBe("TRANSITION_BLOCKED");
    await world.db
      .updateTable("bookings")
      .set({ state: "REMINDER_SENT" })
      .where("id", "=", id)
      .execute();
    world.setClock("2026-03-03T03:05:00Z");
    const came = await post(`/bookings/${id}/show-up`, { showedUp: true, notes: "Đúng giờ" });
    expect(came.as(ActionAnswer).booking).toMatchObject({
      state: "COMPLETED",
      show_up_status: true,
      show_up_notes: "Đúng giờ",
      show_up_verified_by: world.clinic.keyId,
    });
    expect((await post(`/bookings/${id}/show-up`, {})).body).toMatchObject({ field: "showedUp" });
  });
});

describe("the state machine", () => {
  const checklist = async (id: string, to: string) =>
    world.clinic.ask("GET", `/bookings/${id}/transitions/${to}`);

  test("shows the checklist of a move and changes nothing", async () => {
    const held = await bookAtClinic(world, { date: "2026-03-12", more: { hold: true } });
    const id = held.as(ActionAnswer).booking.booking_id;
    const shown = (await checklist(id, "SLOT_CONFIRMED")).as(Checklist);
    expect(shown).toMatchObject({
      current: "SLOT_PROPOSED",
      next: "SLOT_CONFIRMED",
      allowed: false,
    });
    expect(shown.blocking.map(({ rule }) => rule)).toContain("slot_chosen");
    expect(shown.conditions.total).toBe(shown.checks.length);
    expect(shown.conditions.met).toBe(shown.checks.filter(({ passed }) => passed).length);
    const actions = (await world.clinic.ask("GET", `/bookings/${id}/actions`)).as(ActionList);
    expect(actions.actions).toEqual([{ action: "await_confirmation" }]);
  });

  test("moves by the use case that owns the move", async () => {
    const held = await bookAtClinic(world, { date: "2026-03-13", more: { hold: true } });
    const { booking, offered } = held.as(ActionAnswer);
    const move = (to: string, body: object = {}) =>
      post(`/bookings/${booking.booking_id}/transitions/${to}`, body);
    const slotId = offered?.[0]?.slot_id;
    expect((await move("SLOT_CONFIRMED", { slotId })).as(ActionAnswer).booking.state).toBe(
      "SLOT_CONFIRMED",
    );
    const ended = await move("CANCELLED", { reason: "Trùng lịch" });
    expect(ended.as(ActionAnswer).booking.state).toBe("CANCELLED");
    const left = await world.db
      .selectFrom("allocations")
      .select("id")
      .where("booking_id", "=", booking.booking_id)
      .where("released_at", "is", null)
      .execute();
    expect(left).toEqual([]);
  });

  test("names all that is missing when a move lacks its input", async () => {
    const held = await bookAtClinic(world, { date: "2026-03-14", more: { hold: true } });
    const id = held.as(ActionAnswer).booking.booking_id;
    const blocked = (await post(`/bookings/${id}/transitions/SLOT_CONFIRMED`)).as(ErrorBody);
    expect(blocked.error).toBe("TRANSITION_BLOCKED");
    expect(blocked.blocking?.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["explicit_confirmation", "slot_chosen"]),
    );
    expect(blocked.legalMoves?.map(({ to }) => to)).toContain("CANCELLED");
  });

  test("is not sales' to move where only the house may, and has no other states", async () => {
    const id = await bookedId(world, { date: "2026-03-16" });
    const refused = await post(`/bookings/${id}/transitions/ERROR`);
    expect(refused.as(ErrorBody).blocking?.map(({ rule }) => rule)).toContain("not_permitted");
    expect((await checklist(id, "DONE")).body).toMatchObject({
      error: "INVALID_INPUT",
      field: "to",
    });
  });

  test("takes a payment by its reference, in the amount that is due", async () => {
    const made = await bookAtClinic(world, {
      service: "Implant",
      date: "2026-03-12",
      time: "14:00",
    });
    const { booking } = made.as(ActionAnswer);
    const pay = (amountMinor: number) =>
      post(`/bookings/${booking.booking_id}/transitions/PAID`, {
        payment: { amountMinor, currency: "VND", reference: "VCB-1" },
      });
    const due = booking.payment_amount?.minor ?? 0;
    expect((await pay(due - 1)).as(ErrorBody).blocking).toMatchObject([{ rule: "amount_matches" }]);
    expect((await pay(due)).as(ActionAnswer).booking).toMatchObject({
      state: "PAID",
      payment_status: "received",
      payment_transaction_id: "VCB-1",
    });
  });
});
