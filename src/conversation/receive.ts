import { sql } from "kysely";

import type { Db, Tx } from "#src/db/connect.ts";
import { withLapse } from "#src/db/queries/suggestions.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import type { InboundMessage, Receipt } from "./channel.ts";
import { announcement } from "./live.ts";
import { receivedChannelData, receivedText } from "./received-text.ts";

interface Arrival {
  readonly organizationId: string;
  readonly message: InboundMessage;
  /** The id of the new message, when it is one. */
  readonly messageId: string;
  /** As the provider names the message; absent: it does not. */
  readonly providerMessageId?: string | undefined;
  readonly now: Date;
}

/** Stores a message as `receiveIn` does, in a transaction of its own. */
export const receive = (db: Db, arrival: Arrival): Promise<Receipt> =>
  db.transaction().execute((tx) => receiveIn(tx, arrival));

/** What was stored, and whether something about it came before it. */
export interface Received extends Receipt {
  readonly hasParked: boolean;
}

/**
 * T1: the message, its place in the conversation, and the turn that will answer it, together. The
 * conversation's row is locked first, so two deliveries get two places and one delivery gets one.
 * Throws when there is no such conversation.
 */
export const receiveIn = async (tx: Tx, arrival: Arrival): Promise<Receipt> =>
  receiveLocked(tx, await lockConversation(tx, arrival), arrival);

/** The same in a conversation that is locked. */
export const receiveLocked = async (
  tx: Tx,
  conversation: Door & { readonly last_seq: number },
  arrival: Arrival,
): Promise<Received> => {
  const known = await findDelivery(tx, arrival, conversation);
  if (known !== undefined) return { ...known, duplicate: true, hasParked: false };
  const seq = conversation.last_seq + 1;
  const hasParked = await store(tx, arrival, { ...conversation, seq });
  await queueTurn(tx, arrival, seq);
  return { messageId: arrival.messageId, seq, duplicate: false, hasParked };
};

interface Door {
  readonly channel: string;
  readonly account: string;
}

const lockConversation = (
  tx: Tx,
  { organizationId, message }: Arrival,
): Promise<Door & { readonly last_seq: number }> =>
  tx
    .selectFrom("conversations")
    .select(["channel", "account", "last_seq"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", message.conversationId)
    .forUpdate()
    .executeTakeFirstOrThrow();

const findDelivery = (tx: Tx, { organizationId, message }: Arrival, { channel, account }: Door) =>
  tx
    .selectFrom("inbox")
    .innerJoin("messages", (join) =>
      join
        .onRef("messages.organization_id", "=", "inbox.organization_id")
        .onRef("messages.id", "=", "inbox.message_id"),
    )
    .select(["messages.id as messageId", "messages.seq"])
    .where("inbox.organization_id", "=", organizationId)
    .where("inbox.channel", "=", channel)
    .where("inbox.account", "=", account)
    .where("inbox.delivery_id", "=", message.deliveryId)
    .executeTakeFirst();

/**
 * One statement, because every trip to the database is part of the acknowledgement's time. What was
 * about to be said answers less than has been said now, so it is stale.
 */
const store = async (
  tx: Tx,
  { organizationId, message, messageId, providerMessageId, now }: Arrival,
  { channel, account, seq }: Door & { readonly seq: number },
): Promise<boolean> => {
  const about = providerMessageId ?? "";
  const { hasParked } = await withLapse(
    tx,
    { organizationId, conversationId: message.conversationId },
    now,
  )
    .with("place", (query) =>
      query
        .updateTable("conversations")
        .set({ last_seq: seq })
        .where("organization_id", "=", organizationId)
        .where("id", "=", message.conversationId),
    )
    .with("message", (query) =>
      query.insertInto("messages").values({
        organization_id: organizationId,
        id: messageId,
        conversation_id: message.conversationId,
        seq,
        author: "lead",
        text: receivedText(message.text),
        choice_id: message.choiceId,
        channel_data: receivedChannelData(message.channelData),
        created_at: now,
      }),
    )
    .insertInto("inbox")
    .values({
      organization_id: organizationId,
      channel,
      account,
      delivery_id: message.deliveryId,
      message_id: messageId,
      provider_message_id: providerMessageId ?? null,
      received_at: now,
    })
    .returning(
      sql<boolean>`exists (select from parked_events
        where organization_id = ${organizationId} and channel = ${channel}
          and account = ${account} and provider_message_id = ${about})`.as("hasParked"),
    )
    .executeTakeFirstOrThrow();
  return hasParked;
};

const queueTurn = async (
  tx: Tx,
  { organizationId, message: { conversationId }, now }: Arrival,
  seq: number,
): Promise<void> => {
  const turn = { organizationId, topic: "turn", payload: { conversationId } };
  await addToOutbox(tx, turn, now, {
    announced: announcement(conversationId, { kind: "message", seq }),
  });
};
