import type { Booking } from "../booking.ts";
import type { Actor, BookingState } from "../booking-states.ts";
import type { Facts } from "../facts.ts";

/** Names of all rules of the table, in the order in which a checklist shows them. */
export const ruleNames = [
  "service_confirmed",
  "service_in_catalog",
  "lead_not_blocked",
  "contact_known",
  "sop_fields_complete",
  "sop_answers_accepted",
  "participants_fit",
  "length_fits",
  "consultation_first",
  "place_known",
  "enough_slots_available",
  "explicit_confirmation",
  "slot_chosen",
  "slot_was_offered",
  "slot_still_available",
  "not_in_past",
  "min_notice",
  "no_duplicate_booking",
  "lead_daily_limit",
  "payment_required",
  "payment_method_known",
  "not_already_paid",
  "payment_received",
  "amount_matches",
  "payment_settled",
  "within_24h",
  "payment_settled_or_not_required",
  "appointment_time_passed",
  "showed_up",
  "did_not_show_up",
  "reason_captured",
  "reschedule_allowed_until",
  "follows_no_show",
  "explicit_cancellation",
  "cancellation_allowed_until",
  "inactive_for",
  "reopened_by_message",
  "failure_named",
  "returns_to_state_before",
] as const;

export type RuleName = (typeof ruleNames)[number];

export interface Attempt {
  readonly booking: Booking;
  readonly to: BookingState;
  readonly actor: Actor;
  readonly facts: Facts;
  readonly now: Date;
}

/** `why` names the finding in English for logs, models and checklists. */
export interface Finding {
  readonly passed: boolean;
  readonly why: string;
  /** Values for the sentence that explains a failure to a person. */
  readonly values?: Readonly<Record<string, string | number | Date>>;
}

/** Pure and total. A fact that is missing fails the rule: an unknown is never a yes. */
export type Rule = (attempt: Attempt) => Finding;

export const check = (
  passed: boolean,
  whenPassed: string,
  whenFailed: string,
  values?: Finding["values"],
): Finding => ({
  passed,
  why: passed ? whenPassed : whenFailed,
  ...(values && { values }),
});
