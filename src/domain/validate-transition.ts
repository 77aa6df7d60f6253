import type { Booking } from "./booking.ts";
import type { Actor, BookingState } from "./booking-states.ts";
import { findTransition, type LegalMove, legalMoves } from "./booking-transitions.ts";
import type { Facts } from "./facts.ts";
import type { Blocking, Phrase, RefusalCode } from "./refusal.ts";
import { allRules } from "./rules/all-rules.ts";
import type { Attempt, Finding, RuleName } from "./rules/rule.ts";

export interface Check {
  readonly rule: RefusalCode;
  readonly passed: boolean;
  readonly why: string;
}

export interface Verdict {
  readonly allowed: boolean;
  readonly checks: readonly Check[];
  /** Every failing rule, in checking order; empty exactly when allowed. */
  readonly blocking: readonly Blocking[];
  readonly legalMoves: readonly LegalMove[];
}

const offersAlternatives: readonly RuleName[] = [
  "slot_still_available",
  "slot_was_offered",
  "not_in_past",
  "min_notice",
  "enough_slots_available",
];

/**
 * Whether a booking may move to a state (000 §5): prerequisite, then required fields, then
 * conditions, then permission. Pure and total: every state, target and actor has an answer, and
 * all failing rules are returned, not only the first.
 */
export const validateTransition = (
  booking: Booking,
  to: BookingState,
  actor: Actor,
  facts: Facts,
  now: Date,
  phrase: Phrase,
): Verdict => {
  const moves = legalMoves(booking.state);
  const row = findTransition(booking.state, to);
  if (!row) {
    const why = `there is no move from ${booking.state} to ${to}`;
    const blocking = [
      { rule: "no_such_transition", ...phrase("no_such_transition", { to }) },
    ] as const;
    return {
      allowed: false,
      checks: [{ rule: "no_such_transition", passed: false, why }],
      blocking,
      legalMoves: moves,
    };
  }
  const attempt = { booking, to, actor, facts, now };
  const findings = inStages(row.rules).map((name) => ({ name, ...allRules[name].rule(attempt) }));
  const permitted = row.by.includes(actor);
  const permission: Check = {
    rule: "not_permitted",
    passed: permitted,
    why: permitted ? `${actor} may do this` : `only ${row.by.join(", ")} may do this`,
  };
  const blocking = findings
    .filter(({ passed }) => !passed)
    .map((finding) => explain(finding, attempt, phrase));
  if (!permitted) blocking.push({ rule: "not_permitted", ...phrase("not_permitted") });
  return {
    allowed: blocking.length === 0,
    checks: [...findings.map(({ name, passed, why }) => ({ rule: name, passed, why })), permission],
    blocking,
    legalMoves: moves,
  };
};

const inStages = (names: readonly RuleName[]): RuleName[] => [
  ...names.filter((name) => allRules[name].stage === "blocking"),
  ...names.filter((name) => allRules[name].stage === "condition"),
];

const explain = (
  { name, values }: Finding & { name: RuleName },
  { facts }: Attempt,
  phrase: Phrase,
): Blocking => {
  const { fix } = allRules[name];
  return {
    rule: name,
    ...phrase(name, values),
    ...(fix && { fix }),
    ...(offersAlternatives.includes(name) && { alternatives: facts.alternatives }),
  };
};
