import * as kind from "./kind-of-service.ts";
import * as about from "./lead-and-service.ts";
import * as payment from "./payment.ts";
import type { Rule, RuleName } from "./rule.ts";
import * as slots from "./slots.ts";
import * as stated from "./stated.ts";
import * as time from "./time-line.ts";

/**
 * The tool, screen or field that would make a failing rule pass; a person or a model follows it.
 * `null` where only time or somebody else can change the fact.
 */
export type Fix =
  | "select_service"
  | "save_lead_details"
  | "propose_slots"
  | "confirm_slot"
  | "check_availability"
  | "find_bookings"
  | "start_payment"
  | "join_waitlist"
  | "hand_to_human"
  | "reason"
  | "showUp"
  | "overrule";

interface Entry {
  readonly rule: Rule;
  /** Required fields block first, then conditions of the world (000 §5.1). */
  readonly stage: "blocking" | "condition";
  readonly fix: Fix | null;
}

// biome-ignore format: the table is read down its columns
export const allRules: Readonly<Record<RuleName, Entry>> = {
  service_confirmed:               { rule: about.serviceConfirmed,          stage: "blocking",  fix: "select_service" },
  service_in_catalog:              { rule: about.serviceInCatalog,          stage: "blocking",  fix: "select_service" },
  lead_not_blocked:                { rule: about.leadNotBlocked,            stage: "blocking",  fix: "hand_to_human" },
  contact_known:                   { rule: about.contactKnown,              stage: "blocking",  fix: "save_lead_details" },
  sop_fields_complete:             { rule: about.sopFieldsComplete,         stage: "blocking",  fix: "save_lead_details" },
  sop_answers_accepted:            { rule: about.sopAnswersAccepted,        stage: "blocking",  fix: "save_lead_details" },
  participants_fit:                { rule: kind.participantsFit,            stage: "blocking",  fix: "select_service" },
  length_fits:                     { rule: kind.lengthFits,                 stage: "blocking",  fix: "select_service" },
  consultation_first:              { rule: kind.consultationFirst,          stage: "condition", fix: "select_service" },
  place_known:                     { rule: kind.placeKnown,                 stage: "blocking",  fix: "propose_slots" },
  enough_slots_available:          { rule: slots.enoughSlotsAvailable,      stage: "condition", fix: "join_waitlist" },
  explicit_confirmation:           { rule: slots.explicitConfirmation,      stage: "blocking",  fix: "confirm_slot" },
  slot_chosen:                     { rule: slots.slotChosen,                stage: "blocking",  fix: "propose_slots" },
  slot_was_offered:                { rule: slots.slotWasOffered,            stage: "blocking",  fix: "propose_slots" },
  slot_still_available:            { rule: slots.slotStillAvailable,        stage: "condition", fix: "propose_slots" },
  not_in_past:                     { rule: slots.notInPast,                 stage: "condition", fix: "propose_slots" },
  min_notice:                      { rule: slots.minNotice,                 stage: "condition", fix: "propose_slots" },
  no_duplicate_booking:            { rule: slots.noDuplicateBooking,        stage: "condition", fix: "find_bookings" },
  lead_daily_limit:                { rule: slots.leadDailyLimit,            stage: "condition", fix: "propose_slots" },
  payment_required:                { rule: payment.paymentRequired,         stage: "blocking",  fix: null },
  payment_method_known:            { rule: payment.paymentMethodKnown,      stage: "blocking",  fix: "start_payment" },
  not_already_paid:                { rule: payment.notAlreadyPaid,          stage: "condition", fix: null },
  payment_received:                { rule: payment.paymentReceived,         stage: "condition", fix: "start_payment" },
  amount_matches:                  { rule: payment.amountMatches,           stage: "condition", fix: "hand_to_human" },
  payment_settled:                 { rule: payment.paymentSettled,          stage: "condition", fix: null },
  within_24h:                      { rule: time.within24h,                  stage: "condition", fix: null },
  payment_settled_or_not_required: { rule: payment.paymentSettledOrNotRequired, stage: "condition", fix: "start_payment" },
  appointment_time_passed:         { rule: time.appointmentTimePassed,      stage: "condition", fix: null },
  showed_up:                       { rule: time.showedUp,                   stage: "blocking",  fix: "showUp" },
  did_not_show_up:                 { rule: time.didNotShowUp,               stage: "blocking",  fix: "showUp" },
  reason_captured:                 { rule: stated.reasonCaptured,           stage: "blocking",  fix: "reason" },
  reschedule_allowed_until:        { rule: time.rescheduleAllowedUntil,     stage: "condition", fix: "overrule" },
  follows_no_show:                 { rule: time.followsNoShow,              stage: "condition", fix: null },
  explicit_cancellation:           { rule: stated.explicitCancellation,     stage: "blocking",  fix: null },
  cancellation_allowed_until:      { rule: time.cancellationAllowedUntil,   stage: "condition", fix: "overrule" },
  inactive_for:                    { rule: time.inactiveFor,                stage: "condition", fix: null },
  reopened_by_message:             { rule: stated.reopenedByMessage,        stage: "condition", fix: null },
  failure_named:                   { rule: stated.failureNamed,             stage: "blocking",  fix: null },
  returns_to_state_before:         { rule: stated.returnsToStateBefore,     stage: "condition", fix: null },
};
