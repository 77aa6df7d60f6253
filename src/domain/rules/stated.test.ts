import { describe, expect, test } from "vitest";

import { booking, consent, facts, now } from "../../../test/booking.ts";
import type { Actor, BookingState } from "../booking-states.ts";
import type { Facts } from "../facts.ts";
import type { Rule } from "./rule.ts";
import * as rules from "./stated.ts";

const passes = (rule: Rule, told: Partial<Facts>, actor: Actor = "lead"): boolean =>
  rule({ booking: booking(), to: "CANCELLED", actor, facts: facts(told), now }).passed;

describe("a cancellation", () => {
  test.each<[string, Partial<Facts>, boolean]>([
    ["confirmed by the lead", {}, true],
    ["nobody confirmed", { consent: null }, false],
    ["confirmed by another lead", { consent: consent({ leadId: "minh" }) }, false],
    ["confirmed by a yes that was used", { consent: consent({ alreadyUsed: true }) }, false],
    ["pressed on the lead's page", { consent: { kind: "page", leadId: "lan" } }, true],
    ["pressed on another lead's page", { consent: { kind: "page", leadId: "minh" } }, false],
    ["stated by sales, asked by the lead", { consent: { kind: "stated", by: "Mai" } }, false],
  ])("%s", (_which, told, explicit) => {
    expect(passes(rules.explicitCancellation, told)).toBe(explicit);
  });

  test.each<Actor>(["sales", "provider", "system"])("by %s is explicit by itself", (actor) => {
    expect(passes(rules.explicitCancellation, { consent: null }, actor)).toBe(true);
  });
});

test.each([
  [null, false],
  ["", false],
  [" \n", false],
  ["bận việc", true],
])("the reason %j is a reason: %s", (reason, captured) => {
  expect(passes(rules.reasonCaptured, { reason })).toBe(captured);
});

test.each([
  [null, false],
  [" ", false],
  ["the calendar refused", true],
])("the failure %j is named: %s", (failure, named) => {
  expect(passes(rules.failureNamed, { failure })).toBe(named);
});

test("a booking re-opens by a new message, or by sales", () => {
  expect(passes(rules.reopenedByMessage, { reopenedByMessageId: null })).toBe(false);
  expect(passes(rules.reopenedByMessage, { reopenedByMessageId: "m" })).toBe(true);
  expect(passes(rules.reopenedByMessage, { reopenedByMessageId: null }, "sales")).toBe(true);
});

test.each<[BookingState | null, BookingState, boolean]>([
  ["PAID", "PAID", true],
  ["PAID", "SLOT_CONFIRMED", false],
  [null, "INQUIRY", false],
])("an error that came from %s returns to %s: %s", (stateBeforeError, to, back) => {
  const attempt = { to, actor: "sales", facts: facts(), now } as const;
  const finding = rules.returnsToStateBefore({
    ...attempt,
    booking: booking({ stateBeforeError }),
  });
  expect(finding.passed).toBe(back);
});
