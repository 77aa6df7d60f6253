import type { Db } from "#src/db/connect.ts";
import type { Suggestion } from "#src/db/queries/suggestions.ts";
import { lockConversation } from "#src/db/queries/turns.ts";
import { endTurn, type Running, readTrace } from "./running-turn.ts";
import type { TurnDeps } from "./take-turn.ts";

/** Whether anything of a turn was committed since a person approved its deed. */
export const isBegun = async (
  db: Db,
  { organization_id, turn_id, decided_at }: Suggestion,
): Promise<boolean> =>
  (await db
    .selectFrom("operations")
    .select("key")
    .where("organization_id", "=", organization_id)
    .where("key", "like", `turn/${turn_id}/%`)
    .where("created_at", ">=", decided_at ?? new Date(0))
    .limit(1)
    .executeTakeFirst()) !== undefined;

/**
 * An approved deed about which the lead has written again before it was begun: it is not done, and the
 * next turn reads all they said.
 */
export const letGo = async (
  deps: Pick<TurnDeps, "db" | "agent" | "now">,
  running: Running,
  { organization_id, id, turn_id }: Suggestion,
): Promise<void> => {
  await deps.db.transaction().execute(async (tx) => {
    await lockConversation(tx, organization_id, running.conversation.id);
    await tx
      .updateTable("suggestions")
      .set(({ eb }) => ({ status: "stale", version: eb("version", "+", 1) }))
      .where("organization_id", "=", organization_id)
      .where("id", "=", id)
      .execute();
    const { trace } = await readTrace(tx, organization_id, turn_id);
    await endTurn(tx, running, { status: "silent", trace, now: deps.now() });
  });
  await deps.agent.forget(turn_id);
};
