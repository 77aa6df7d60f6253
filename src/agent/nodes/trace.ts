import type { RiskCode } from "#src/domain/approval.ts";
import type { ModelAnswer } from "../model/chat-model.ts";
import type { AgentDeps, TurnState } from "../turn-state.ts";
import type { TurnTrace, TurnWorld } from "../turn-world.ts";

type Traced = Pick<
  TurnState,
  "asks" | "calls" | "claims" | "wording" | "failure" | "tokens" | "modelMs" | "mode"
>;

/** How a turn came to where it stands. */
export const traceOf = (
  { model, promptOf }: AgentDeps,
  world: TurnWorld,
  { asks, calls, claims, wording, failure, tokens, modelMs, mode }: Traced,
  risks: readonly RiskCode[],
): TurnTrace => {
  const { prompt, arm } = promptOf(world.conversationId);
  return {
    prompt: { id: prompt.id, version: prompt.version, hash: prompt.hash, arm },
    model: model.name,
    ...{ asks, calls, claims, wording, failure, tokens, modelMs },
    totalMs: world.elapsed(),
    approval: { mode, risks, decision: null },
  };
};

export const hasWritten = ({ steps }: Pick<TurnState, "steps">): boolean =>
  steps.some(
    ({ result }) =>
      result.ok &&
      ("booking" in result || "visits" in result || result.action === "waitlist_joined"),
  );

/** The reply says that the message was not understood. */
export const isUnclear = (answer: ModelAnswer | null): boolean =>
  (answer?.plan?.kind === "plain" && answer.plan.say === "unclear") ||
  (answer?.plan?.kind === "ask_question" && answer.plan.because === "unfit");
