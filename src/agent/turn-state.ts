import {
  Annotation,
  type BaseCheckpointSaver,
  type Runtime,
  UntrackedValueChannel,
} from "@langchain/langgraph";

import type { SpeakingMode } from "#src/domain/approval.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import type { Decision, Proposal } from "./approval/proposal.ts";
import type { Briefing } from "./briefing.ts";
import type { FalseClaim } from "./claims/check-claims.ts";
import type { ChatModel, ModelAnswer, ToolCall } from "./model/chat-model.ts";
import type { PromptOf } from "./prompt-trial.ts";
import type { Rendered } from "./replies/render-reply.ts";
import type { ClaimJudge } from "./second-opinion.ts";
import type { Step } from "./step.ts";
import type { AnyTool } from "./tool.ts";
import type { TurnOutcome, TurnTrace, TurnWorld } from "./turn-world.ts";

/** What the graph is built from, once. */
export interface AgentDeps {
  readonly model: ChatModel;
  readonly tools: readonly AnyTool[];
  readonly phrases: Phrasebook;
  readonly promptOf: PromptOf;
  /** Looks at replies that passed every check of code; null: nobody does. */
  readonly judge: ClaimJudge | null;
  /** Keeps turns that wait for a person; a turn that asks nobody never touches it. */
  readonly checkpoints: BaseCheckpointSaver;
}

/**
 * What a turn carries from node to node. All of it is JSON and instants, so that a turn can wait for
 * a person, but the facts: they are read anew when it goes on.
 */
export const TurnState = Annotation.Root({
  briefing: () => new UntrackedValueChannel<Briefing>(),
  mode: Annotation<SpeakingMode>,
  steps: Annotation<readonly Step[]>,
  nextWrite: Annotation<number>,
  pending: Annotation<readonly ToolCall[]>,
  answer: Annotation<ModelAnswer | null>,
  reply: Annotation<Rendered | null>,
  wording: Annotation<TurnTrace["wording"]>,
  claims: Annotation<readonly FalseClaim[]>,
  /** How often the model was asked to say it again, truly. */
  retries: Annotation<number>,
  failure: Annotation<string | null>,
  asks: Annotation<TurnTrace["asks"]>({ reducer: (_, asks) => asks, default: () => [] }),
  calls: Annotation<TurnTrace["calls"]>,
  tokens: Annotation<TurnTrace["tokens"]>,
  modelMs: Annotation<number>,
  outcome: Annotation<TurnOutcome | null>,
  /** What waits for a person; null when nothing does. */
  proposal: Annotation<Proposal | null>,
  /** What the person said; nothing of this turn waits again. */
  decision: Annotation<Decision | null>,
  /** What of the approved words the facts do not back any more. */
  untrue: Annotation<readonly FalseClaim[]>,
});
export type TurnState = typeof TurnState.State;

/** What a turn is run in; it is handed over at every run and never stored. */
export const TurnContext = Annotation.Root({ world: Annotation<TurnWorld> });
export type TurnContext = typeof TurnContext.State;

export const worldOf = ({ context }: Runtime<TurnContext>): TurnWorld => {
  if (!context) throw new Error("a turn is run in its world");
  return context.world;
};
