import { Registry } from "prom-client";

import { createAgent } from "#src/agent/graph.ts";
import type { ChatModel } from "#src/agent/model/chat-model.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import { stopwatch } from "#src/clock.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { createEvents } from "#src/events.ts";
import { createLog } from "#src/log.ts";
import type { World } from "../../test/world-on.ts";
import { tools } from "../../tools/index.ts";

/** The real agent with its gate and claim check, on this world, with this model and prompt. */
export const turnsUnderTest = (world: World, model: ChatModel, prompt: Prompt): TurnDeps => ({
  ...world.deps,
  bookings: world.bookings,
  agent: createAgent({ model, tools, phrases: world.phrases, prompt }),
  events: createEvents(createLog("silent"), new Registry()),
  stopwatch,
  burstMs: 0,
  turnTimeoutMs: 120_000,
  sleep: () => Promise.resolve(),
});
