import type { DecisionTrace, TurnTrace } from "#src/agent/turn-world.ts";
import type { Suggestion } from "#src/db/queries/suggestions.ts";

type Decided = Pick<
  Suggestion,
  "id" | "status" | "text" | "final_text" | "decided_by" | "decided_at"
>;

/** The trace of a turn with what a person decided about it. */
export const withDecision = (trace: TurnTrace, suggestion: Decided): TurnTrace => ({
  ...trace,
  approval: { ...trace.approval, decision: decisionOf(suggestion) },
});

const decisionOf = ({
  id,
  status,
  text,
  final_text,
  decided_by,
  decided_at,
}: Decided): DecisionTrace => {
  if (status === "pending" || status === "stale" || decided_by === null || decided_at === null) {
    throw new Error(`nobody has decided about suggestion ${id}`);
  }
  const edit = status === "edited" ? { from: text ?? "", to: final_text ?? "" } : null;
  return { suggestionId: id, verdict: status, by: decided_by, at: decided_at.toISOString(), edit };
};
