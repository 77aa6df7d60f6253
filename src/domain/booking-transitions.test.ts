import { describe, expect, test } from "vitest";

import { type BookingState, bookingStates } from "./booking-states.ts";
import { findTransition, legalMoves, transitions } from "./booking-transitions.ts";
import { ruleNames } from "./rules/rule.ts";

/** The rows of BOOKING.md, written out a second time, by hand: from | to | by | rules. */
const written = `
INQUIRY | SERVICE_SELECTED | lead sales | service_confirmed service_in_catalog lead_not_blocked
SERVICE_SELECTED | SLOT_PROPOSED | lead sales system | service_confirmed contact_known sop_fields_complete sop_answers_accepted participants_fit length_fits consultation_first place_known enough_slots_available lead_not_blocked
SLOT_PROPOSED | SLOT_PROPOSED | lead sales system | service_confirmed contact_known sop_fields_complete sop_answers_accepted participants_fit length_fits consultation_first place_known enough_slots_available lead_not_blocked
RESCHEDULED | SLOT_PROPOSED | lead sales system | service_confirmed contact_known sop_fields_complete sop_answers_accepted participants_fit length_fits consultation_first place_known enough_slots_available lead_not_blocked
SLOT_PROPOSED | SLOT_CONFIRMED | lead sales system | explicit_confirmation slot_chosen slot_was_offered slot_still_available not_in_past min_notice sop_fields_complete sop_answers_accepted no_duplicate_booking participants_fit length_fits consultation_first lead_daily_limit lead_not_blocked
SLOT_CONFIRMED | PAYMENT_PENDING | system sales | payment_required payment_method_known not_already_paid
PAYMENT_PENDING | PAID | payment sales | payment_received amount_matches
PAID | SLOT_CONFIRMED | system sales | payment_settled
SLOT_CONFIRMED | REMINDER_SENT | system | within_24h payment_settled_or_not_required
PAID | REMINDER_SENT | system | within_24h payment_settled_or_not_required
REMINDER_SENT | COMPLETED | sales provider | appointment_time_passed showed_up
REMINDER_SENT | NO_SHOW | sales provider system | appointment_time_passed did_not_show_up
COMPLETED | FOLLOW_UP | sales system |
NO_SHOW | FOLLOW_UP | sales system |
SLOT_CONFIRMED | RESCHEDULED | lead sales provider system | reason_captured reschedule_allowed_until
PAYMENT_PENDING | RESCHEDULED | lead sales provider system | reason_captured reschedule_allowed_until
PAID | RESCHEDULED | lead sales provider system | reason_captured reschedule_allowed_until
REMINDER_SENT | RESCHEDULED | lead sales provider system | reason_captured reschedule_allowed_until
NO_SHOW | RESCHEDULED | lead sales provider system | reason_captured reschedule_allowed_until
FOLLOW_UP | RESCHEDULED | lead sales provider system | follows_no_show reason_captured reschedule_allowed_until
INQUIRY | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
SERVICE_SELECTED | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
SLOT_PROPOSED | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
SLOT_CONFIRMED | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
PAYMENT_PENDING | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
PAID | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
REMINDER_SENT | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
RESCHEDULED | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
ERROR | CANCELLED | lead sales provider system | explicit_cancellation reason_captured cancellation_allowed_until
INQUIRY | ABANDONED | system | inactive_for
SERVICE_SELECTED | ABANDONED | system | inactive_for
SLOT_PROPOSED | ABANDONED | system | inactive_for
RESCHEDULED | ABANDONED | system | inactive_for
PAYMENT_PENDING | ABANDONED | system | inactive_for
ABANDONED | INQUIRY | lead sales | reopened_by_message
INQUIRY | ERROR | system | failure_named
SERVICE_SELECTED | ERROR | system | failure_named
SLOT_PROPOSED | ERROR | system | failure_named
SLOT_CONFIRMED | ERROR | system | failure_named
PAYMENT_PENDING | ERROR | system | failure_named
PAID | ERROR | system | failure_named
REMINDER_SENT | ERROR | system | failure_named
NO_SHOW | ERROR | system | failure_named
RESCHEDULED | ERROR | system | failure_named
FOLLOW_UP | ERROR | system | failure_named
ABANDONED | ERROR | system | failure_named
ERROR | INQUIRY | sales | returns_to_state_before
ERROR | SERVICE_SELECTED | sales | returns_to_state_before
ERROR | SLOT_PROPOSED | sales | returns_to_state_before
ERROR | SLOT_CONFIRMED | sales | returns_to_state_before
ERROR | PAYMENT_PENDING | sales | returns_to_state_before
ERROR | PAID | sales | returns_to_state_before
ERROR | REMINDER_SENT | sales | returns_to_state_before
ERROR | NO_SHOW | sales | returns_to_state_before
ERROR | RESCHEDULED | sales | returns_to_state_before
ERROR | FOLLOW_UP | sales | returns_to_state_before
ERROR | ABANDONED | sales | returns_to_state_before
`;

const sorted = (names: readonly string[]): string => [...names].sort().join(" ");
const line = (from: string, to: string, by: readonly string[], rules: readonly string[]) =>
  `${from} > ${to} | ${sorted(by)} | ${sorted(rules)}`;
const words = (text = "") => text.trim().split(" ").filter(Boolean);

const specified = written
  .trim()
  .split("\n")
  .map((row) => row.split("|"))
  .map(([from = "", to = "", by, rules]) => line(from.trim(), to.trim(), words(by), words(rules)));

describe("the transition table", () => {
  test("has exactly the rows of the specification, with their actors and rules", () => {
    const implemented = transitions.flatMap(({ from, to, by, rules }) =>
      from.map((state) => line(state, to, by, rules)),
    );
    expect(implemented.sort()).toEqual(specified.sort());
  });

  test("governs a pair of states by one row only", () => {
    const pairs = transitions.flatMap(({ from, to }) => from.map((state) => `${state}>${to}`));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test("asks for every rule there is somewhere, and for none that there is not", () => {
    const asked = new Set(transitions.flatMap(({ rules }) => rules));
    expect([...asked].sort()).toEqual([...ruleNames].sort());
  });

  test("finds a row exactly for the pairs it has", () => {
    const pairs = new Set(specified.map((row) => row.split(" | ")[0]));
    for (const from of bookingStates) {
      for (const to of bookingStates) {
        expect(findTransition(from, to) !== undefined, `${from} > ${to}`).toBe(
          pairs.has(`${from} > ${to}`),
        );
      }
    }
  });

  test.each<[BookingState, readonly string[]]>([
    ["CANCELLED", []],
    ["COMPLETED", ["FOLLOW_UP"]],
    ["ABANDONED", ["INQUIRY", "ERROR"]],
    ["REMINDER_SENT", ["COMPLETED", "NO_SHOW", "RESCHEDULED", "CANCELLED", "ERROR"]],
  ])("a booking in %s can go on to %j", (from, targets) => {
    expect(legalMoves(from).map(({ to }) => to)).toEqual(targets);
  });
});
