import { lockConversation } from "#src/db/queries/turns.ts";
import { lastWish, recordContactWish } from "./contact-wish.ts";
import type { Waiting } from "./running-turn.ts";
import type { TurnDeps } from "./take-turn.ts";

/**
 * Where the agent is switched off it says nothing and people answer. That the lead asks not to be
 * written to is recorded all the same. A turn that was cut off before ends with it.
 */
export const stayOut = (
  { db, now }: Pick<TurnDeps, "db" | "now">,
  { conversation: found, unanswered }: Waiting,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { organization_id: organizationId, id } = found;
    const conversation = await lockConversation(tx, organizationId, id);
    const heard = lastWish(found, unanswered);
    if (heard) await recordContactWish(tx, conversation, heard.wish, heard.at);
    await tx
      .updateTable("turns")
      .set({ status: "silent", finished_at: now() })
      .where("organization_id", "=", organizationId)
      .where("conversation_id", "=", id)
      .where("status", "=", "running")
      .execute();
    if (conversation.owner !== "ai") return;
    await tx
      .updateTable("conversations")
      .set({ owner: "waiting", owner_reason: "the agent is switched off" })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
  });
