import { z } from "zod";

import { encodeResult } from "#src/booking/stored-result.ts";
import type { Tx } from "#src/db/connect.ts";
import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import { lockConversation } from "#src/db/queries/turns.ts";
import { setOwner } from "./set-owner.ts";
import { appendReply } from "./transcript.ts";

interface Words {
  readonly text: string;
  readonly messageId: string;
  /** Names the request; the same again is said once. Null: it has no name. */
  readonly operation: { readonly key: string; readonly request: unknown } | null;
  readonly now: Date;
}

/**
 * Says what a person of the house has written, and gives them the conversation: the agent says nothing
 * there any more. The number of the message.
 */
export const sayAsSales = async (
  tx: Tx,
  key: ConversationKey,
  { text, messageId, operation, now }: Words,
): Promise<number> => {
  await lockConversation(tx, key.organizationId, key.conversationId);
  const said = operation && (await findSaid(tx, key, operation.key));
  if (said) return said;
  await setOwner(tx, key, "human", "a person answered");
  const seq = await appendReply(tx, key, {
    ...{ author: "sales", text, choices: [], messageId, turnId: null, afterSeq: null, now },
  });
  if (seq === null) throw new Error("words of a person are never stale");
  if (operation) {
    await tx
      .insertInto("operations")
      .values({
        ...{ organization_id: key.organizationId, key: operation.key, created_at: now },
        ...{
          request: encodeResult({ request: operation.request }),
          result: JSON.stringify({ seq }),
        },
      })
      .execute();
  }
  return seq;
};

const Said = z.object({ seq: z.number() });

const findSaid = async (
  tx: Tx,
  { organizationId }: ConversationKey,
  key: string,
): Promise<number | null> => {
  const row = await tx
    .selectFrom("operations")
    .select("result")
    .where("organization_id", "=", organizationId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ? Said.parse(row.result).seq : null;
};
