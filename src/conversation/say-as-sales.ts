import type { Tx } from "#src/db/connect.ts";
import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import { lockConversation } from "#src/db/queries/turns.ts";
import { setOwner } from "./set-owner.ts";
import { appendReply } from "./transcript.ts";

interface Words {
  readonly text: string;
  readonly messageId: string;
  readonly now: Date;
}

/**
 * Says what a person of the house has written, and gives them the conversation: the agent says nothing
 * there any more. The number of the message.
 */
export const sayAsSales = async (
  tx: Tx,
  key: ConversationKey,
  { text, messageId, now }: Words,
): Promise<number> => {
  await lockConversation(tx, key.organizationId, key.conversationId);
  await setOwner(tx, key, "human", "a person answered");
  const seq = await appendReply(tx, key, {
    ...{ author: "sales", text, choices: [], messageId, turnId: null, afterSeq: null, now },
  });
  if (seq === null) throw new Error("words of a person are never stale");
  return seq;
};
