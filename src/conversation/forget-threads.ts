import { listLeftThreads } from "#src/db/queries/suggestions.ts";
import type { TurnDeps } from "./take-turn.ts";

/**
 * Lets go of what turns that wait no more have stored: those whose suggestion became stale, and those
 * whose process died between the answer and this.
 */
export const forgetThreads =
  ({ db, agent }: Pick<TurnDeps, "db" | "agent">) =>
  async (): Promise<void> => {
    for (const turnId of await listLeftThreads(db)) await agent.forget(turnId);
  };
