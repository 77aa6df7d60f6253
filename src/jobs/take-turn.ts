import { z } from "zod";

import { abandonTurn } from "#src/conversation/abandon-turn.ts";
import { type TurnDeps, takeTurn } from "#src/conversation/take-turn.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Answers what waits in a conversation; when that fails for good, people take it over. */
export const takeTurnJob = (deps: TurnDeps): AnyJob =>
  defineJob({
    topic: "turn",
    schema: z.object({ organizationId: z.uuid(), conversationId: z.uuid() }),
    run: (key) => takeTurn(deps, key),
    giveUp: (key) => abandonTurn(deps, key),
  });
