import type { Tx } from "#src/db/connect.ts";
import { lockSent } from "#src/db/queries/deliveries.ts";
import { type AccountKey, hasReceived } from "#src/db/queries/parked-events.ts";
import { findOrOpen } from "./find-or-open.ts";
import { localeOf } from "./open-conversation.ts";
import type { Echo } from "./push-channel.ts";
import type { ReceiveDeps } from "./receive-delivery.ts";
import { receivedText } from "./received-text.ts";
import { setOwner } from "./set-owner.ts";
import { appendReply } from "./transcript.ts";

/**
 * Stores what a person of the house has written to a lead past us and gives them the conversation:
 * nothing of the agent leaves any more. The same echo again, and one of our own words, changes nothing.
 */
export const receiveEcho = async (
  deps: Omit<ReceiveDeps, "greet">,
  door: AccountKey,
  echo: Echo,
): Promise<void> => {
  const { organizationId, channel, account } = door;
  const { address, deliveryId, providerMessageId, text } = echo;
  const language = () => localeOf(deps.db, organizationId);
  await deps.db.transaction().execute(async (tx) => {
    const { id: conversationId } = await findOrOpen(tx, deps, door, {
      ...{ address, displayName: null, language },
    });
    if (await isKnown(tx, door, providerMessageId)) return;
    const key = { organizationId, conversationId };
    const [messageId, now] = [deps.newId(), deps.now()];
    await setOwner(tx, key, "human", "a person answered in the provider's own app");
    await appendReply(tx, key, {
      ...{ author: "sales", text: receivedText(text), choices: [], messageId, turnId: null },
      ...{ afterSeq: null, isSent: true, now },
    });
    await tx
      .insertInto("inbox")
      .values({
        ...{ organization_id: organizationId, channel, account, delivery_id: deliveryId },
        ...{ message_id: messageId, provider_message_id: providerMessageId, received_at: now },
      })
      .execute();
  });
};

const isKnown = async (tx: Tx, door: AccountKey, providerMessageId: string): Promise<boolean> =>
  (await hasReceived(tx, door, providerMessageId)) ||
  (await lockSent(tx, door, providerMessageId)) !== undefined;
