import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { onlyPrompt } from "#src/agent/prompt-trial.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { turnDepsOf } from "../../test/talk.ts";
import type { World } from "../../test/world-on.ts";

/** The real agent with its gate and claim check, on this world, with this model and prompt. */
export const turnsUnderTest = (world: World, model: ChatModel, prompt: Prompt): TurnDeps => ({
  ...turnDepsOf(world, { model, promptOf: onlyPrompt(prompt) }),
  turnTimeoutMs: 120_000,
});
