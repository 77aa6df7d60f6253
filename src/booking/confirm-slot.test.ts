import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import {
  appoint,
  granted,
  type Offered,
  propose,
  refused,
  sayYes,
  slotAt,
} from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";
import { shownHashOf } from "./slot-view.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const allocationsOf = (bookingId: string) =>
  world.db
    .selectFrom("allocations")
    .select(["kind", "starts_at", "expires_at", "released_at"])
    .where("booking_id", "=", bookingId)
    .execute();

/** Confirms the first offered slot by this message, as this lead. */
const confirmBy = (
  { booking, offered, lead }: Offered,
  messageId: string,
  hashOf = (bookingId: string) => shownHashOf(bookingId, slotAt(offered)),
) =>
  world.bookings.confirmSlot(world.caller({ actor: "lead", lead, messageId }), {
    bookingId: booking.id,
    slotId: slotAt(offered).id,
    consent: { messageId, shownHash: hashOf(booking.id) },
  });

describe("a confirmed slot", () => {
  test("is the booking's appointment, alone in the calendar, with the history of the walk", async () => {
    const start = "2026-02-10T09:00:00+07:00";
    const { lead, booking, slot } = await appoint(world, { start });
    expect(booking).toMatchObject({
      state: "SLOT_CONFIRMED",
      appointment: {
        start: new Date(start),
        providerId: slot.providerId,
        zone: "Asia/Ho_Chi_Minh",
      },
    });
    const live = (await allocationsOf(booking.id)).filter(({ released_at }) => !released_at);
    expect(live).toMatchObject([{ kind: "booking", starts_at: new Date(start), expires_at: null }]);
    const row = await world.db
      .selectFrom("bookings")
      .select("state_history")
      .where("id", "=", booking.id)
      .executeTakeFirstOrThrow();
    expect(row.state_history.map(({ state, by }) => `${state} by ${by}`)).toEqual([
      "INQUIRY by lead",
      "SERVICE_SELECTED by lead",
      "SLOT_PROPOSED by lead",
      "SLOT_CONFIRMED by lead",
    ]);
    expect(await world.bookings.find(world.caller({ actor: "lead", lead }), lead.id)).toEqual([
      booking,
    ]);
  });

  test("leaves the event of 000 §10.2", async () => {
    const start = "2026-02-10T10:00:00+07:00";
    const { lead, booking, slot } = await appoint(world, { start });
    const events = await listBookingEvents(world.db, world.organization.id, booking.id);
    expect(events.at(-1)).toMatchObject({
      booking_id: booking.id,
      timestamp: world.clock.now(),
      event_type: "state_change",
      from_state: "SLOT_PROPOSED",
      to_state: "SLOT_CONFIRMED",
      triggered_by: "customer",
      triggered_by_id: lead.id,
      message_content: "Vâng, tôi xác nhận",
      data_snapshot: {
        appointment_date: "2026-02-10",
        appointment_time: "10:00",
        service_id: slot.serviceId,
        provider_id: slot.providerId,
      },
      validation_passed: true,
    });
    const checks = events.at(-1)?.validation_checks ?? [];
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect(checks.map(({ rule }) => rule)).toContain("slot_still_available");
    const news = await world.db
      .selectFrom("outbox")
      .select("payload")
      .where("topic", "=", "booking")
      .execute();
    expect(news.map(({ payload }) => payload)).toContainEqual({
      bookingId: booking.id,
      eventId: events.at(-1)?.event_id,
      from: "SLOT_PROPOSED",
      to: "SLOT_CONFIRMED",
    });
  });

  test("of a service paid in advance asks for the payment at once", async () => {
    const { booking } = await appoint(world, { service: "Cấy ghép Implant" });
    expect(booking).toMatchObject({
      state: "PAYMENT_PENDING",
      payment: { status: "pending", amount: { minor: 2_000_000, currency: "VND" } },
    });
  });
});

describe("a yes", () => {
  test("from before the proposal is none", async () => {
    const lead = await world.lead();
    const early = await world.message(lead, "Vâng");
    world.clock.advance({ minutes: 1 });
    const refusal = refused(await confirmBy(await propose(world, { lead }), early));
    expect(refusal.code).toBe("explicit_confirmation");
  });

  test("of another lead is none", async () => {
    const proposed = await propose(world);
    world.clock.advance({ minutes: 1 });
    const other = await world.message(await world.lead("Minh"), "Vâng");
    expect(refused(await confirmBy(proposed, other)).code).toBe("explicit_confirmation");
  });

  test("of the house, or that nobody sent, is none", async () => {
    const proposed = await propose(world);
    world.clock.advance({ minutes: 1 });
    const greeting = await world.db
      .selectFrom("messages")
      .select("id")
      .where("conversation_id", "=", proposed.lead.conversationId)
      .where("author", "=", "ai")
      .executeTakeFirstOrThrow();
    for (const messageId of [greeting.id, crypto.randomUUID()]) {
      expect(refused(await confirmBy(proposed, messageId)).code).toBe("explicit_confirmation");
    }
  });

  test("to another slot than the one shown is none", async () => {
    const proposed = await propose(world);
    world.clock.advance({ minutes: 1 });
    const messageId = await world.message(proposed.lead, "Vâng");
    const [, other] = proposed.offered;
    const refusal = refused(
      await confirmBy(proposed, messageId, (id) => shownHashOf(id, slotAt(other ? [other] : []))),
    );
    expect(refusal.code).toBe("explicit_confirmation");
  });

  test("serves one confirmation, even of two bookings at the same moment", async () => {
    const lead = await world.lead();
    const one = await propose(world, { lead });
    const two = await propose(world, { lead, service: "Khám tổng quát" });
    world.clock.advance({ minutes: 1 });
    const messageId = await world.message(lead, "Vâng");
    const answers = await Promise.all([confirmBy(one, messageId), confirmBy(two, messageId)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.code]))).toEqual([
      "explicit_confirmation",
    ]);
  });

  test("may be stated by sales under their name, never by anybody else", async () => {
    const { booking, offered } = await propose(world, { start: "2026-02-11T09:00:00+07:00" });
    const confirmation = {
      bookingId: booking.id,
      slotId: slotAt(offered).id,
      consent: null,
      statedBy: "Mai",
    };
    const provider = await world.bookings.confirmSlot(
      world.caller({ actor: "provider" }),
      confirmation,
    );
    expect(refused(provider).blocking?.map(({ rule }) => rule)).toEqual([
      "explicit_confirmation",
      "not_permitted",
    ]);
    const sales = await world.bookings.confirmSlot(world.caller({ actor: "sales" }), confirmation);
    expect(granted(sales).booking.state).toBe("SLOT_CONFIRMED");
  });
});

describe("a slot that is not to be had", () => {
  test("because the hold has lapsed is refused with others, and can be had again", async () => {
    const proposed = await propose(world, { start: "2026-02-11T10:00:00+07:00" });
    world.clock.advance({ minutes: 30 });
    const refusal = refused(await sayYes(world, proposed, slotAt(proposed.offered)));
    expect(refusal.code).toBe("hold_expired");
    expect(refusal.alternatives?.length).toBeGreaterThanOrEqual(2);
    await appoint(world, { start: "2026-02-11T10:00:00+07:00" });
  });

  test("because somebody else booked it meanwhile is taken", async () => {
    const wanted = { start: "2026-02-11T15:00:00+07:00", provider: "BS. Nguyễn Văn An" };
    const slow = await propose(world, wanted);
    world.clock.advance({ minutes: 31 });
    await appoint(world, wanted);
    const refusal = refused(await sayYes(world, slow, slotAt(slow.offered, wanted.start)));
    expect(refusal).toMatchObject({ code: "slot_taken" });
    expect(refusal.suggestedReply).toBeTruthy();
    const ids = refusal.alternatives?.map(({ id }) => id) ?? [];
    expect(ids).not.toContain(slotAt(slow.offered, wanted.start).id);
    const again = granted(
      await world.bookings.proposeSlots(world.caller({ actor: "lead", lead: slow.lead }), {
        bookingId: slow.booking.id,
        slotIds: ids,
      }),
    );
    expect(again.offered?.map(({ id }) => id)).toEqual(ids);
  });

  test("because the provider is off is taken", async () => {
    const wanted = { start: "2026-02-12T09:00:00+07:00", provider: "BS. Phạm Thuỳ Dung" };
    const proposed = await propose(world, wanted);
    await world.db
      .insertInto("time_off")
      .values({
        organization_id: world.organization.id,
        id: crypto.randomUUID(),
        provider_id: world.provider(wanted.provider).id,
        start_date: "2026-02-12",
        end_date: "2026-02-12",
        reason: "ốm",
      })
      .execute();
    const refusal = refused(await sayYes(world, proposed, slotAt(proposed.offered, wanted.start)));
    expect(refusal.code).toBe("slot_taken");
  });

  test("because it has begun by now is past, with later ones; before that the hold keeps it", async () => {
    const now = world.clock.now().toISOString();
    const start = "2026-02-12T16:00:00+07:00";
    world.clock.set("2026-02-12T15:30:00+07:00");
    const [prompt, slow] = [await propose(world, { start }), await propose(world, { start })];
    world.clock.set("2026-02-12T15:58:00+07:00");
    const kept = await sayYes(world, prompt, slotAt(prompt.offered, start));
    world.clock.set("2026-02-12T15:59:00+07:00");
    const refusal = refused(await sayYes(world, slow, slotAt(slow.offered, start)));
    world.clock.set(now);
    expect(granted(kept).booking.state).toBe("SLOT_CONFIRMED");
    expect(refusal.blocking?.map(({ rule }) => rule)).toContain("not_in_past");
    expect(refusal.alternatives?.length).toBeGreaterThanOrEqual(2);
  });

  test("because the id is not ours is unknown", async () => {
    const { lead, booking } = await propose(world);
    const caller = world.caller({ actor: "lead", lead });
    for (const slotId of ["", "slot-1", "A".repeat(86)]) {
      const answer = { bookingId: booking.id, slotId, consent: null };
      expect(refused(await world.bookings.confirmSlot(caller, answer)).code).toBe("unknown_slot");
    }
  });

  test("because the lead has an appointment at that time is a duplicate", async () => {
    const start = "2026-02-13T09:00:00+07:00";
    const { lead } = await appoint(world, { start });
    const second = await propose(world, { lead, start, service: "Khám tổng quát" });
    const refusal = refused(await sayYes(world, second, slotAt(second.offered, start)));
    expect(refusal.code).toBe("no_duplicate_booking");
  });
});

test("a refused confirmation changes nothing but the record", async () => {
  const proposed = await propose(world);
  const before = await allocationsOf(proposed.booking.id);
  world.clock.advance({ minutes: 1 });
  refused(await confirmBy(proposed, crypto.randomUUID()));
  expect(await allocationsOf(proposed.booking.id)).toEqual(before);
  const events = await listBookingEvents(world.db, world.organization.id, proposed.booking.id);
  expect(events.at(-1)).toMatchObject({ to_state: "SLOT_CONFIRMED", validation_passed: false });
  const [booking] = await world.bookings.find(world.caller({ actor: "sales" }), proposed.lead.id);
  expect(booking).toEqual(proposed.booking);
});
