import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listBookingEvents } from "#src/db/queries/bookings.ts";
import { type Appointed, appoint, granted, propose, refused } from "../../test/appointments.ts";
import { openWorld, type World } from "../../test/world.ts";
import { cancellationHashOf } from "./cancel-booking.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The lead is asked what exactly is cancelled, and says yes. */
const cancel = async (
  { lead, booking }: Pick<Appointed, "lead" | "booking">,
  difference: { reason?: string; shownHash?: string; messageId?: string } = {},
) => {
  const messageId = difference.messageId ?? (await world.message(lead, "Đúng rồi, huỷ giúp em"));
  const { reason = "bận việc", shownHash = cancellationHashOf(booking) } = difference;
  return world.bookings.cancel(world.caller({ actor: "lead", lead, messageId }), {
    bookingId: booking.id,
    reason,
    consent: { messageId, shownHash },
  });
};

const rowOf = (id: string) =>
  world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

describe("a cancelled booking", () => {
  test("says by whom and why, frees its time and stays on record", async () => {
    const wanted = { start: "2026-02-10T09:00:00+07:00", provider: "BS. Nguyễn Văn An" };
    const appointed = await appoint(world, wanted);
    const receipt = granted(await cancel(appointed));
    expect(receipt).toMatchObject({
      action: "cancelled",
      rebookOffered: true,
      freed: { start: new Date(wanted.start) },
      booking: { state: "CANCELLED" },
    });
    expect(await rowOf(appointed.booking.id)).toMatchObject({
      state: "CANCELLED",
      cancelled_at: world.clock.now(),
      cancelled_by: "customer",
      cancellation_reason: "bận việc",
      starts_at: new Date(wanted.start),
    });
    await appoint(world, wanted);
  });

  test("lets go of held slots too", async () => {
    const proposed = await propose(world);
    granted(await cancel(proposed));
    const live = await world.db
      .selectFrom("allocations")
      .select("id")
      .where("booking_id", "=", proposed.booking.id)
      .where("released_at", "is", null)
      .execute();
    expect(live).toEqual([]);
  });

  test("never moves again", async () => {
    const appointed = await appoint(world, { start: "2026-02-10T15:00:00+07:00" });
    const { booking } = granted(await cancel(appointed));
    const sales = world.caller({ actor: "sales" });
    const bookingId = booking.id;
    const answers = await Promise.all([
      cancel({ ...appointed, booking }),
      world.bookings.reschedule(sales, { bookingId, reason: "x" }),
      world.bookings.proposeSlots(sales, { bookingId }),
      world.bookings.move(sales, { bookingId, to: "INQUIRY" }),
    ]);
    for (const answer of answers) expect(refused(answer).code).toBe("no_such_transition");
  });

  test.each([
    ["sales", "sales"],
    ["provider", "provider"],
    ["system", "system"],
  ] as const)("by %s is recorded as theirs and needs no yes of the lead", async (actor, by) => {
    const { booking } = await appoint(world, { service: "Khám tổng quát" });
    const request = { bookingId: booking.id, reason: "bác sĩ bận", consent: null };
    granted(await world.bookings.cancel(world.caller({ actor }), request));
    expect(await rowOf(booking.id)).toMatchObject({ state: "CANCELLED", cancelled_by: by });
  });
});

describe("a lead's cancellation", () => {
  test("needs a reason", async () => {
    const appointed = await appoint(world, { start: "2026-02-11T09:00:00+07:00" });
    expect(refused(await cancel(appointed, { reason: "" })).code).toBe("reason_captured");
  });

  test("needs their yes to this appointment as it stands", async () => {
    const appointed = await appoint(world, { start: "2026-02-11T10:00:00+07:00" });
    const { lead, booking } = appointed;
    const caller = world.caller({ actor: "lead", lead });
    const bare = { bookingId: booking.id, reason: "bận", consent: null };
    const foreign = await world.message(await world.lead("Minh"), "Vâng");
    const answers = [
      await world.bookings.cancel(caller, bare),
      await cancel(appointed, { shownHash: cancellationHashOf({ ...booking, version: 1 }) }),
      await cancel(appointed, { messageId: foreign }),
    ];
    for (const answer of answers) expect(refused(answer).code).toBe("explicit_cancellation");
    expect((await rowOf(booking.id)).state).toBe("SLOT_CONFIRMED");
  });

  test("ends at the deadline; sales may overrule it by name, and that is on record", async () => {
    const strict = await openWorld();
    try {
      await strict.db
        .updateTable("organizations")
        .set({ policy: JSON.stringify({ cancellationDeadlineMinutes: 24 * 60 }) })
        .execute();
      const { lead, booking } = await appoint(strict, { start: "2026-02-10T09:00:00+07:00" });
      strict.clock.set("2026-02-09T09:00:01+07:00");
      const messageId = await strict.message(lead, "Đúng, huỷ");
      const bookingId = booking.id;
      const reason = "bận";
      const late = await strict.bookings.cancel(strict.caller({ actor: "lead", lead }), {
        ...{ bookingId, reason },
        consent: { messageId, shownHash: cancellationHashOf(booking) },
      });
      expect(refused(late).code).toBe("cancellation_allowed_until");
      const sales = strict.caller({ actor: "sales" });
      const request = { bookingId, reason, consent: null };
      expect(refused(await strict.bookings.cancel(sales, request)).code).toBe(
        "cancellation_allowed_until",
      );
      granted(await strict.bookings.cancel(sales, { ...request, overruledBy: "Mai" }));
      const events = await listBookingEvents(strict.db, strict.organization.id, bookingId);
      const check = events
        .at(-1)
        ?.validation_checks.find(({ rule }) => rule === "cancellation_allowed_until");
      expect(check).toEqual({
        rule: "cancellation_allowed_until",
        passed: true,
        why: "overruled by Mai",
      });
    } finally {
      await strict.close();
    }
  });
});
