import type { Db, Tx } from "#src/db/connect.ts";
import type { AccountKey } from "#src/db/queries/parked-events.ts";
import { readLinkWords } from "#src/language/read-link-words.ts";
import type { ChannelLimits } from "./channel.ts";
import { readChoiceRef } from "./choice-ref.ts";
import { mayBeNumber, numberedChoice } from "./choices-shown.ts";
import { findOrOpen, type Talk } from "./find-or-open.ts";
import { type Greet, localeOf } from "./open-conversation.ts";
import type { InboundDelivery } from "./push-channel.ts";
import { type Received, receiveLocked } from "./receive.ts";
import { appendReply } from "./transcript.ts";

/** Which of our accounts something came to. */
export interface Door extends AccountKey {
  readonly limits: Pick<ChannelLimits, "choices" | "choiceChars">;
}

export interface ReceiveDeps {
  readonly db: Db;
  readonly greet: Greet;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * T1 for channels that push: the person, their conversation, the message and the turn that will answer
 * it, together. A chat that is merely opened is greeted at once, unless something waits in it.
 */
export const receiveDelivery = async (
  deps: ReceiveDeps,
  door: Door,
  delivery: InboundDelivery,
): Promise<Received> => {
  const { organizationId } = door;
  const language = async () => delivery.language ?? (await localeOf(deps.db, organizationId));
  const isStart = delivery.kind === "start" && readLinkWords(delivery.text) === null;
  const greeting = isStart
    ? await deps.greet({ organizationId, language: await language() })
    : null;
  return deps.db.transaction().execute(async (tx) => {
    const talk = await findOrOpen(tx, deps, door, { ...delivery, language });
    const { id: conversationId, owner, answered_seq } = talk;
    const read = await readChoice(tx, talk, door, delivery);
    const now = deps.now();
    const receipt = await receiveLocked(tx, talk, {
      organizationId,
      message: {
        ...{ conversationId, deliveryId: delivery.deliveryId, ...read },
        channelData: dataOf(delivery),
      },
      providerMessageId: delivery.providerMessageId,
      messageId: deps.newId(),
      now,
    });
    const { seq, duplicate } = receipt;
    const isAlone = !duplicate && owner === "ai" && answered_seq === seq - 1;
    if (greeting && isAlone) {
      await appendReply(
        tx,
        { organizationId, conversationId },
        {
          ...{ ...greeting, author: "ai", messageId: deps.newId(), turnId: null },
          ...{ afterSeq: seq, now },
        },
      );
    }
    return receipt;
  });
};

/** What is kept of a message beside its words; null: they say it all. */
const dataOf = ({ kind, subject, recording }: InboundDelivery): object | null =>
  kind === "text" && subject === undefined
    ? null
    : { kind, ...(subject && { subject }), ...(recording && { recording }) };

interface Read {
  readonly text: string;
  readonly choiceId: string | null;
}

/** Words stay as they are; what a button or a number means is looked up in what was shown. */
const readChoice = async (
  tx: Tx,
  talk: Talk,
  { limits }: Door,
  { kind, text, choiceRef }: InboundDelivery,
): Promise<Read> => {
  const ref = choiceRef === null ? null : readChoiceRef(choiceRef);
  if (ref) {
    const choice = (await saidAt(tx, talk, ref.seq))?.choices[ref.place];
    return { text: choice?.label ?? text, choiceId: choice?.id ?? null };
  }
  if (kind !== "text" || !mayBeNumber(text)) return { text, choiceId: null };
  const last = await saidAt(tx, talk, talk.last_seq);
  return { text, choiceId: numberedChoice(text, last?.choices ?? [], limits)?.id ?? null };
};

/** What the house said at this place of the conversation. */
const saidAt = (tx: Tx, { organization_id, id }: Talk, seq: number) =>
  tx
    .selectFrom("messages")
    .select("choices")
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", id)
    .where("seq", "=", seq)
    .where("author", "<>", "lead")
    .executeTakeFirst();
