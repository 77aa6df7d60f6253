import { findTurnConversation } from "#src/db/queries/suggestions.ts";
import { lockConversation } from "#src/db/queries/turns.ts";
import type { ConversationKey, TurnDeps } from "./take-turn.ts";
import { appendReply } from "./transcript.ts";

/**
 * The end of a turn that could not be answered however often it was tried: the lead is told that
 * people will answer, and the conversation is theirs.
 */
export const abandonTurn = (
  { db, phrases, newId, now }: TurnDeps,
  key: ConversationKey,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { organizationId, conversationId } = key;
    const conversation = await lockConversation(tx, organizationId, conversationId);
    if (conversation.owner !== "ai" || conversation.last_seq <= conversation.answered_seq) return;
    const { hasSuggestion } =
      (await findTurnConversation(tx, organizationId, conversationId)) ?? {};
    // Its answer is ready and waits for a person.
    if (hasSuggestion) return;
    await appendReply(tx, key, {
      author: "ai",
      text: phrases.reply(conversation.language, "trouble"),
      choices: [],
      messageId: newId(),
      turnId: null,
      afterSeq: null,
      now: now(),
    });
    await tx
      .updateTable("conversations")
      .set({ owner: "waiting", owner_reason: "the turn failed" })
      .where("organization_id", "=", organizationId)
      .where("id", "=", conversationId)
      .execute();
    await tx
      .updateTable("turns")
      .set({ status: "silent", finished_at: now() })
      .where("organization_id", "=", organizationId)
      .where("conversation_id", "=", conversationId)
      .where("status", "=", "running")
      .execute();
  });
