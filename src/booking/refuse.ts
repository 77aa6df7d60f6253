import type { Refusal, RefusalCode } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Verdict } from "#src/domain/validate-transition.ts";
import type { Values } from "#src/phrases/phrasebook.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";

/** A no with its sentences in the caller's language. */
export const refuse = (
  { phrases }: Pick<BookingDeps, "phrases">,
  { language }: Pick<Caller, "language">,
  code: RefusalCode,
  reason: string,
  more: {
    readonly values?: Values;
    readonly alternatives?: readonly Slot[];
    readonly field?: string;
  } = {},
): Refusal => ({
  ok: false,
  code,
  reason,
  ...phrases.refusal(language)(code, more.values),
  ...(more.alternatives && { alternatives: more.alternatives }),
  ...(more.field !== undefined && { field: more.field }),
});

/** The validator's no as a refusal; its first failing rule names it. */
export const refuseVerdict = (verdict: Verdict): Refusal => {
  const first = verdict.blocking[0];
  if (!first) throw new Error("an allowed transition is not a refusal");
  const alternatives = verdict.blocking.find((blocking) => blocking.alternatives)?.alternatives;
  const failed = verdict.checks.filter(({ passed }) => !passed);
  return {
    ok: false,
    code: codeOf(verdict),
    reason: failed.map(({ rule, why }) => `${rule}: ${why}`).join("; "),
    message: first.message,
    suggestedReply: first.suggestedReply,
    blocking: verdict.blocking,
    legalMoves: verdict.legalMoves,
    ...(alternatives && { alternatives }),
  };
};

/** A slot that is gone is "taken" whatever else fails with it: that is what the loser must hear. */
const codeOf = ({ blocking }: Verdict): RefusalCode => {
  const rules = blocking.map(({ rule }) => rule);
  if (rules.includes("slot_still_available")) return "slot_taken";
  if (rules.includes("slot_was_offered")) return "hold_expired";
  if (rules.includes("enough_slots_available") && rules.length === 1) return "no_slots";
  return rules[0] ?? "no_such_transition";
};
