import { sql } from "kysely";

import type { Db, Tx } from "#src/db/connect.ts";
import { withLapse } from "#src/db/queries/suggestions.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import type { Choice, TranscriptMessage } from "./channel.ts";
import { announce } from "./live.ts";
import { DELIVER, deliveryOf } from "./queue-delivery.ts";

/** A conversation as every query here names it. */
interface ConversationKey {
  readonly organizationId: string;
  readonly conversationId: string;
}

/** What the house says: the words, and what can be pressed in answer. */
interface Reply {
  readonly author: "ai" | "sales" | "system";
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly messageId: string;
  /** The turn it ends; null when it ends none. */
  readonly turnId: string | null;
  /** The booking it tells of what was written to; absent: of none. */
  readonly bookingId?: string | null;
  /** The last message it has read: it is stale when there is a later one. Null: never stale. */
  readonly afterSeq: number | null;
  /** The last message it answers, when later ones may wait; absent: all that was said before. */
  readonly answersUpTo?: number;
  /** What it is for, where nobody has asked for it; absent: it answers, or tells of their booking. */
  readonly purpose?: "reminders" | "marketing";
  /** It has reached the lead another way: nothing is sent. */
  readonly isSent?: true;
  readonly now: Date;
}

/** Messages after `afterSeq`, ascending, at most `limit`. */
export const readMessages = async (
  db: Db | Tx,
  { organizationId, conversationId }: ConversationKey,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<readonly TranscriptMessage[]> => {
  const rows = await db
    .selectFrom("messages")
    .select(["id", "seq", "author", "text", "choice_id", "choices", "channel_data", "reactions"])
    .select("created_at")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map(({ choice_id, channel_data, created_at, ...row }) => ({
    ...row,
    choiceId: choice_id,
    channelData: channel_data,
    at: created_at,
  }));
};

/**
 * Says something in the conversation and announces it. The number of the message, or null when the
 * reply is stale and nothing was said. A reply of ours and a word of sales answer all that was
 * said before; a system notice answers only a conversation in which nothing waits. A suggestion that
 * waits for a person is stale then, and what it would have answered is taken up again. Where the
 * conversation's channel has to be sent to, that is queued together with the message.
 */
export const appendReply = async (
  tx: Tx,
  key: ConversationKey,
  reply: Reply,
): Promise<number | null> => {
  const seq = await takePlace(tx, key, reply);
  if (seq === null) return null;
  const { lapsed, queued } = await withLapse(tx, key, reply.now)
    .with("queued", (query) =>
      deliveryOf(query, key, { ...reply, seq, isSent: reply.isSent ?? false }),
    )
    .insertInto("messages")
    .values({
      organization_id: key.organizationId,
      id: reply.messageId,
      conversation_id: key.conversationId,
      seq,
      author: reply.author,
      text: reply.text,
      choices: JSON.stringify(reply.choices),
      turn_id: reply.turnId,
      purpose: reply.purpose ?? null,
      told_booking_id: reply.bookingId ?? null,
      created_at: reply.now,
    })
    .returning([
      sql<boolean>`exists (select from lapsed)`.as("lapsed"),
      sql<boolean>`exists (select from queued)`.as("queued"),
    ])
    .executeTakeFirstOrThrow();
  // For the messages a suggestion would have answered.
  if (lapsed) await queueWork(tx, key, "turn", reply.now);
  if (queued) await queueWork(tx, key, DELIVER, reply.now);
  await announce(tx, key.conversationId, { kind: "message", seq });
  return seq;
};

const queueWork = (tx: Tx, key: ConversationKey, topic: string, now: Date): Promise<void> => {
  const { organizationId, conversationId } = key;
  return addToOutbox(tx, { organizationId, topic, payload: { conversationId } }, now);
};

const takePlace = async (
  tx: Tx,
  { organizationId, conversationId }: ConversationKey,
  { author, afterSeq, answersUpTo }: Reply,
): Promise<number | null> => {
  const row = await tx
    .updateTable("conversations")
    .set(({ eb, ref, case: when }) => ({
      last_seq: eb("last_seq", "+", 1),
      answered_seq:
        author === "system"
          ? when()
              .when("answered_seq", "=", ref("last_seq"))
              .then(eb("last_seq", "+", 1))
              .else(ref("answered_seq"))
              .end()
          : answersUpTo === undefined
            ? eb("last_seq", "+", 1)
            : when()
                .when("last_seq", "<=", answersUpTo)
                .then(eb("last_seq", "+", 1))
                .else(answersUpTo)
                .end(),
    }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .$if(afterSeq !== null, (query) => query.where("last_seq", "=", afterSeq))
    .returning("last_seq")
    .executeTakeFirst();
  if (row !== undefined) return row.last_seq;
  if (afterSeq === null) throw new Error(`There is no conversation ${conversationId}`);
  return null;
};
