import type { Selectable } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { AccountKey } from "#src/db/queries/parked-events.ts";
import type { Proof } from "#src/db/queries/people.ts";
import type { ConversationsTable } from "#src/db/tables/conversations.ts";
import { findOrAddContact } from "./contact-point.ts";
import { insertConversation } from "./open-conversation.ts";

export type Talk = Selectable<ConversationsTable>;

interface OpenDeps {
  readonly now: () => Date;
  readonly newId: () => string;
}

interface Person {
  readonly address: string;
  readonly displayName: string | null;
  readonly proven?: Proof | undefined;
  /** What a new conversation is held in. */
  readonly language: "vi" | "en";
}

/** The chat's conversation; a provider's chat has one, and its row is locked from here on. */
export const findOrOpen = async (
  tx: Tx,
  { now, newId }: OpenDeps,
  { organizationId, channel, account }: AccountKey,
  { address, displayName, proven, language }: Person,
): Promise<Talk> => {
  const from = { organizationId, channel, account, address, displayName, proven };
  const at = now();
  const contact = await findOrAddContact(tx, from, { now: at, newId });
  const find = () =>
    tx
      .selectFrom("conversations")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("contact_point_id", "=", contact.contactPointId)
      .orderBy("created_at", "desc")
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
  const known = await find();
  if (known) return known;
  const opened = { conversationId: newId(), language, ...contact, now: at };
  await insertConversation(tx, from, opened);
  const talk = await find();
  if (!talk) throw new Error(`conversation ${opened.conversationId} vanished`);
  return talk;
};
