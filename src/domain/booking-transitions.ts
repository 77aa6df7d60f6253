import { type Actor, type BookingState, bookingStates, isFinal } from "./booking-states.ts";
import type { RuleName } from "./rules/rule.ts";

/** One row: from any of these states to this one, by any of these actors, when all rules pass. */
export interface TransitionRow {
  readonly from: readonly BookingState[];
  readonly to: BookingState;
  readonly by: readonly Actor[];
  readonly rules: readonly RuleName[];
}

const proposing = [
  "service_confirmed",
  "contact_known",
  "sop_fields_complete",
  "sop_answers_accepted",
  "participants_fit",
  "length_fits",
  "consultation_first",
  "place_known",
  "enough_slots_available",
  "lead_not_blocked",
] as const satisfies readonly RuleName[];

const confirming = [
  "explicit_confirmation",
  "slot_chosen",
  "slot_was_offered",
  "slot_still_available",
  "not_in_past",
  "min_notice",
  "sop_fields_complete",
  "sop_answers_accepted",
  "participants_fit",
  "length_fits",
  "consultation_first",
  "no_duplicate_booking",
  "lead_daily_limit",
  "lead_not_blocked",
] as const satisfies readonly RuleName[];

const canFail = bookingStates.filter((state) => state !== "ERROR" && !isFinal(state));

/**
 * Every move a booking can make; nothing else may change `bookings.state`.
 * Source: BOOKING.md "Transitions", after 000 §2–3. The database holds the same pairs.
 */
// biome-ignore format: the table is read down its columns
export const transitions: readonly TransitionRow[] = [
  { from: ["INQUIRY"],                  to: "SERVICE_SELECTED", by: ["lead", "sales"],           rules: ["service_confirmed", "service_in_catalog", "lead_not_blocked"] },
  { from: ["SERVICE_SELECTED"],         to: "SLOT_PROPOSED",    by: ["lead", "sales", "system"], rules: proposing },
  { from: ["SLOT_PROPOSED"],            to: "SLOT_PROPOSED",    by: ["lead", "sales", "system"], rules: proposing },
  { from: ["RESCHEDULED"],              to: "SLOT_PROPOSED",    by: ["lead", "sales", "system"], rules: proposing },
  { from: ["SLOT_PROPOSED"],            to: "SLOT_CONFIRMED",   by: ["lead", "sales", "system"], rules: confirming },
  { from: ["SLOT_CONFIRMED"],           to: "PAYMENT_PENDING",  by: ["system", "sales"],         rules: ["payment_required", "payment_method_known", "not_already_paid"] },
  { from: ["PAYMENT_PENDING"],          to: "PAID",             by: ["payment", "sales"],        rules: ["payment_received", "amount_matches"] },
  { from: ["PAID"],                     to: "SLOT_CONFIRMED",   by: ["system", "sales"],         rules: ["payment_settled"] },
  { from: ["SLOT_CONFIRMED", "PAID"],   to: "REMINDER_SENT",    by: ["system"],                  rules: ["within_24h", "payment_settled_or_not_required"] },
  { from: ["REMINDER_SENT"],            to: "COMPLETED",        by: ["sales", "provider"],       rules: ["appointment_time_passed", "showed_up"] },
  { from: ["REMINDER_SENT"],            to: "NO_SHOW",          by: ["sales", "provider", "system"], rules: ["appointment_time_passed", "did_not_show_up"] },
  { from: ["COMPLETED", "NO_SHOW"],     to: "FOLLOW_UP",        by: ["sales", "system"],         rules: [] },
  { from: ["SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT", "NO_SHOW"],
                                        to: "RESCHEDULED",      by: ["lead", "sales", "provider", "system"], rules: ["reason_captured", "reschedule_allowed_until"] },
  { from: ["FOLLOW_UP"],                to: "RESCHEDULED",      by: ["lead", "sales", "provider", "system"], rules: ["follows_no_show", "reason_captured", "reschedule_allowed_until"] },
  { from: ["INQUIRY", "SERVICE_SELECTED", "SLOT_PROPOSED", "SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT", "RESCHEDULED", "ERROR"],
                                        to: "CANCELLED",        by: ["lead", "sales", "provider", "system"], rules: ["explicit_cancellation", "reason_captured", "cancellation_allowed_until"] },
  { from: ["INQUIRY", "SERVICE_SELECTED", "SLOT_PROPOSED", "RESCHEDULED", "PAYMENT_PENDING"],
                                        to: "ABANDONED",        by: ["system"],                  rules: ["inactive_for"] },
  { from: ["ABANDONED"],                to: "INQUIRY",          by: ["lead", "sales"],           rules: ["reopened_by_message"] },
  { from: canFail,                      to: "ERROR",            by: ["system"],                  rules: ["failure_named"] },
  ...canFail.map((state): TransitionRow => ({ from: ["ERROR"], to: state, by: ["sales"],         rules: ["returns_to_state_before"] })),
];

const rowsByPair = new Map(
  transitions.flatMap((row) => row.from.map((from) => [`${from}>${row.to}`, row] as const)),
);

/** The row that governs this pair of states, when there is one. */
export const findTransition = (from: BookingState, to: BookingState): TransitionRow | undefined =>
  rowsByPair.get(`${from}>${to}`);

export interface LegalMove {
  readonly to: BookingState;
  readonly by: readonly Actor[];
}

/** Where a booking in this state can go at all, and who may take it there. */
export const legalMoves = (from: BookingState): LegalMove[] =>
  transitions.filter((row) => row.from.includes(from)).map(({ to, by }) => ({ to, by }));
