import type { Booking } from "#src/domain/booking.ts";
import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import type { Facts } from "#src/domain/facts.ts";
import type { RuleName } from "#src/domain/rules/rule.ts";
import { appointmentAt, booking, chosen, facts, later, now, slot, sopField } from "./booking.ts";

/** One move somebody tries. */
export interface Cell {
  readonly from: BookingState;
  readonly to: BookingState;
  readonly actor: Actor;
}

const price = { minor: 2_000_000, currency: "VND" };
const unpaid = {
  required: true,
  amount: price,
  method: "bank_transfer",
  status: "pending",
} as const;
const paid = { ...unpaid, status: "received" } as const;

const paymentOf = (from: BookingState, to: BookingState): Partial<Booking> => {
  if (from === "PAID") return { payment: paid };
  if (from === "PAYMENT_PENDING" || to === "PAYMENT_PENDING") return { payment: unpaid };
  return {};
};

/** A booking that may make this move, as far as the booking itself can say so. */
export const soundBooking = ({ from, to }: Cell): Booking =>
  booking({
    state: from,
    stateBeforeError: from === "ERROR" ? to : null,
    showUp: to === "COMPLETED" ? true : null,
    missed: from === "NO_SHOW" || from === "FOLLOW_UP",
    ...paymentOf(from, to),
    ...(to === "ABANDONED" && { lastActivityAt: later(now, { hours: -7 * 24 }) }),
  });

export const soundFacts = ({ to, actor }: Cell): Facts =>
  to === "SLOT_CONFIRMED" && actor === "system"
    ? facts({ consent: { kind: "policy", key: "whenProviderUnavailable" } })
    : facts();

/** When the move is due. */
export const soundNow = ({ to }: Cell): Date => {
  if (to === "REMINDER_SENT") return later(appointmentAt, { hours: -24 });
  if (to === "COMPLETED" || to === "NO_SHOW") return later(appointmentAt, { minutes: 30 });
  return now;
};

interface Failure {
  readonly booking?: Partial<Booking>;
  readonly facts?: Partial<Facts>;
  readonly now?: Date;
  /** Rules that ask for the same missing fact and fail with it. */
  readonly with?: readonly RuleName[];
}

/** The smallest change that makes one rule fail and leaves every other rule of the row passing. */
export const failures = ({ from, to, actor }: Cell): Record<RuleName, Failure | "cannot fail"> => {
  const { service, policy } = facts();
  const bound = actor === "lead" || actor === "sales";
  const late = { now: later(appointmentAt, { seconds: 1 }) };
  return {
    service_confirmed: {
      facts: { service: null },
      with:
        from === "INQUIRY"
          ? ["service_in_catalog"]
          : ["participants_fit", "length_fits", "consultation_first", "place_known"],
    },
    service_in_catalog: { facts: { service: service && { ...service, active: false } } },
    lead_not_blocked: { facts: { lead: { blocked: true, reachableBy: ["web-chat"] } } },
    contact_known: { facts: { lead: { blocked: false, reachableBy: [] } } },
    sop_fields_complete: { facts: { sop: [sopField()] } },
    sop_answers_accepted: {
      facts: { sop: [sopField({ refused: { say: null, next: "refuse" } })] },
    },
    participants_fit: { booking: { participants: 2 } },
    length_fits: { booking: { durationMinutes: 45 } },
    consultation_first: {
      facts: {
        service: service && {
          ...service,
          consultation: { serviceName: "Tư vấn", status: "missing" },
        },
      },
    },
    place_known: {
      facts: { service: service && { ...service, travels: true }, placeKnown: null },
    },
    enough_slots_available: { facts: { slotsAvailable: 1 } },
    explicit_confirmation: { facts: { consent: null } },
    slot_chosen: {
      facts: { chosen: null, consent: { kind: "stated", by: "Mai" } },
      with: [
        ...(actor === "sales" ? [] : (["explicit_confirmation"] as const)),
        ...(["slot_was_offered", "slot_still_available", "not_in_past", "min_notice"] as const),
      ],
    },
    slot_was_offered: { facts: { chosen: chosen({ offered: false }) } },
    slot_still_available: { facts: { chosen: chosen({ free: false }) } },
    not_in_past: {
      facts: {
        policy: { ...policy, minNoticeMinutes: 0 },
        chosen: chosen({ slot: slot({ start: now }) }),
      },
    },
    min_notice: {
      facts: { chosen: chosen({ slot: slot({ start: later(now, { minutes: 19 }) }) }) },
    },
    no_duplicate_booking: { facts: { duplicate: { bookingId: "booking-2" } } },
    lead_daily_limit: { facts: { leadBookingsThatDay: 2 } },
    payment_required: { booking: { payment: { ...unpaid, required: false } } },
    payment_method_known: { booking: { payment: { ...unpaid, method: null } } },
    not_already_paid: { booking: { payment: paid } },
    payment_received: {
      facts: { payment: { received: price, verified: false, reference: null } },
    },
    amount_matches: {
      facts: {
        payment: { received: { ...price, minor: 1 }, verified: true, reference: "FT1" },
      },
    },
    payment_settled: { booking: { payment: unpaid } },
    within_24h: { now: later(appointmentAt, { hours: -24, seconds: -1 }) },
    payment_settled_or_not_required: { booking: { payment: unpaid } },
    appointment_time_passed: { now: later(appointmentAt, { seconds: -1 }) },
    showed_up: { booking: { showUp: null } },
    did_not_show_up: { booking: { showUp: true } },
    reason_captured: { facts: { reason: " " } },
    reschedule_allowed_until:
      bound && from !== "NO_SHOW" && from !== "FOLLOW_UP" ? late : "cannot fail",
    follows_no_show: { booking: { missed: false } },
    explicit_cancellation: actor === "lead" ? { facts: { consent: null } } : "cannot fail",
    cancellation_allowed_until: bound ? late : "cannot fail",
    inactive_for: { booking: { lastActivityAt: later(now, { hours: -7 * 24, seconds: 1 }) } },
    reopened_by_message:
      actor === "sales" ? "cannot fail" : { facts: { reopenedByMessageId: null } },
    failure_named: { facts: { failure: "" } },
    returns_to_state_before: {
      booking: { stateBeforeError: to === "INQUIRY" ? "PAID" : "INQUIRY" },
    },
  };
};
