import type { RefusalCode } from "#src/domain/refusal.ts";
import type { ErrorCode } from "./contract/error.ts";

interface HttpError {
  readonly status: number;
  readonly error: ErrorCode;
}

const blocked: HttpError = { status: 409, error: "TRANSITION_BLOCKED" };

/** Each refusal in HTTP and in 004's codes. Total: a new refusal does not compile without a row. */
// biome-ignore format: the table is read down its columns
export const errorOf: Readonly<Record<RefusalCode, HttpError>> = {
  no_such_transition:  blocked,
  not_permitted:       { status: 403, error: "NOT_PERMITTED" },
  slot_taken:          { status: 409, error: "SLOT_UNAVAILABLE" },
  hold_expired:        { status: 409, error: "HOLD_EXPIRED" },
  unknown_booking:     { status: 404, error: "UNKNOWN_BOOKING" },
  unknown_service:     { status: 404, error: "UNKNOWN_SERVICE" },
  unknown_slot:        { status: 404, error: "UNKNOWN_SLOT" },
  unknown_provider:    { status: 404, error: "UNKNOWN_PROVIDER" },
  unknown_location:    { status: 404, error: "UNKNOWN_LOCATION" },
  no_slots:            { status: 409, error: "SLOT_UNAVAILABLE" },
  past_date:           { status: 422, error: "PAST_DATE" },
  impossible_date:     { status: 422, error: "IMPOSSIBLE_DATE" },
  invalid_timezone:    { status: 422, error: "INVALID_TIMEZONE" },
  invalid_input:       { status: 400, error: "INVALID_INPUT" },
  answer_unfit:        { status: 422, error: "INVALID_INPUT" },
  confirmation_needed: { status: 409, error: "CONFIRMATION_NEEDED" },
  price_risen:         { status: 409, error: "CONFIRMATION_NEEDED" },
  payment_not_awaited: { status: 409, error: "CONFLICT" },
  no_payment_link:     { status: 409, error: "CONFLICT" },
  not_offered_now:     blocked,
  not_shown:           { status: 404, error: "UNKNOWN_SLOT" },
  too_many_calls:      { status: 429, error: "RATE_LIMITED" },

  service_confirmed:               blocked,
  service_in_catalog:              blocked,
  lead_not_blocked:                blocked,
  contact_known:                   blocked,
  sop_fields_complete:             blocked,
  sop_answers_accepted:            blocked,
  participants_fit:                blocked,
  length_fits:                     blocked,
  consultation_first:              blocked,
  place_known:                     blocked,
  enough_slots_available:          blocked,
  explicit_confirmation:           blocked,
  slot_chosen:                     blocked,
  slot_was_offered:                { status: 409, error: "HOLD_EXPIRED" },
  slot_still_available:            { status: 409, error: "SLOT_UNAVAILABLE" },
  not_in_past:                     { status: 422, error: "PAST_DATE" },
  min_notice:                      blocked,
  no_duplicate_booking:            blocked,
  lead_daily_limit:                blocked,
  payment_required:                blocked,
  payment_method_known:            blocked,
  not_already_paid:                blocked,
  payment_received:                blocked,
  amount_matches:                  blocked,
  payment_settled:                 blocked,
  within_24h:                      blocked,
  payment_settled_or_not_required: blocked,
  appointment_time_passed:         blocked,
  showed_up:                       blocked,
  did_not_show_up:                 blocked,
  reason_captured:                 blocked,
  reschedule_allowed_until:        blocked,
  follows_no_show:                 blocked,
  explicit_cancellation:           blocked,
  cancellation_allowed_until:      blocked,
  inactive_for:                    blocked,
  reopened_by_message:             blocked,
  failure_named:                   blocked,
  returns_to_state_before:         blocked,
};
