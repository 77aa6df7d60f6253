import { Annotation } from "@langchain/langgraph";

import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import type { Briefing } from "./briefing.ts";
import type { FalseClaim } from "./claims/check-claims.ts";
import type { ChatModel, ModelAnswer, ToolCall } from "./model/chat-model.ts";
import type { Prompt } from "./prompts.ts";
import type { Rendered } from "./replies/render-reply.ts";
import type { Step } from "./step.ts";
import type { AnyTool } from "./tool.ts";
import type { TurnOutcome, TurnTrace, TurnWorld } from "./turn-world.ts";

/** What the graph is built from, once. */
export interface AgentDeps {
  readonly model: ChatModel;
  readonly tools: readonly AnyTool[];
  readonly phrases: Phrasebook;
  readonly prompt: Prompt;
}

/** What a turn carries from node to node; `world` is the same throughout. */
export const TurnState = Annotation.Root({
  world: Annotation<TurnWorld>,
  briefing: Annotation<Briefing>,
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
  calls: Annotation<TurnTrace["calls"]>,
  tokens: Annotation<TurnTrace["tokens"]>,
  modelMs: Annotation<number>,
  outcome: Annotation<TurnOutcome | null>,
});
export type TurnState = typeof TurnState.State;
