import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { onlyPrompt } from "#src/agent/prompt-trial.ts";
import { listAgentPrompts } from "#src/agent/prompts.ts";
import { stopwatch } from "#src/clock.ts";
import { createReplays, type Replays, type ReplaysDeps } from "#src/conversation/replays.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import type { House } from "#src/start-house.ts";
import { tools } from "../tools/index.ts";
import { agentPrompt } from "./talk.ts";

/** Replays as the product makes them, with other models or prompts where a test has some. */
export const replaysOf = (
  { db, phrases }: Pick<TurnDeps, "db" | "phrases">,
  more: Partial<ReplaysDeps> = {},
): Replays =>
  createReplays({
    ...{ db, phrases, tools, stopwatch, judge: null, timeoutMs: 20_000 },
    models: [createEmbeddedModel()],
    prompts: () =>
      listAgentPrompts("prompts", (file, cause) => {
        throw new Error(`${file} is broken`, { cause });
      }),
    ...more,
  });

/** What a house knows of prompts, while nothing is tried out. */
export const promptRoomOf = (
  world: Pick<TurnDeps, "db" | "phrases">,
): Pick<House, "replays" | "prompts"> => ({
  replays: replaysOf(world),
  prompts: {
    ...{ promptOf: onlyPrompt(agentPrompt), control: agentPrompt },
    ...{ trial: null, share: null },
  },
});
