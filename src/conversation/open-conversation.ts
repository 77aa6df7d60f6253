import type { Db, Tx } from "#src/db/connect.ts";
import type { Choice, Opening } from "./channel.ts";
import { type Address, findOrAddContact } from "./contact-point.ts";
import { appendReply } from "./transcript.ts";

type Language = "vi" | "en";

/** The first words of a conversation, in the language it is opened in; null: none. */
export type Greet = (to: {
  readonly organizationId: string;
  readonly language: Language;
}) => Promise<{ readonly text: string; readonly choices: readonly Choice[] } | null>;

interface Surroundings {
  readonly channel: string;
  readonly account: string;
  readonly greet: Greet;
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * Opens a conversation with the greeting as its first message, which nobody has to answer. Opening
 * the same id again changes nothing. Throws when there is no such organization.
 */
export const openConversation = async (
  db: Db,
  opening: Opening,
  { channel, account, greet, now, newId }: Surroundings,
): Promise<void> => {
  const { organizationId, conversationId, address } = opening;
  const language = opening.language ?? (await localeOf(db, organizationId));
  const greeting = await greet({ organizationId, language });
  await db.transaction().execute(async (tx) => {
    const from = { organizationId, channel, account, address };
    const contact = await findOrAddContact(tx, from, { now, newId });
    const isNew = await insertConversation(tx, from, { conversationId, language, ...contact, now });
    if (!isNew || !greeting) return;
    const messageId = newId();
    await appendReply(
      tx,
      { organizationId, conversationId },
      { ...greeting, author: "ai", messageId, turnId: null, afterSeq: 0, now },
    );
  });
};

/** The language an organization speaks. */
export const localeOf = async (db: Db, organizationId: string): Promise<Language> => {
  const { locale } = await db
    .selectFrom("organizations")
    .select("locale")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return locale;
};

interface NewConversation {
  readonly conversationId: string;
  readonly contactPointId: string;
  readonly leadId: string;
  readonly language: Language;
  readonly now: Date;
}

/** False when there is one of this id. */
export const insertConversation = async (
  tx: Tx,
  { organizationId, channel, account }: Address,
  { conversationId, contactPointId, leadId, language, now }: NewConversation,
): Promise<boolean> => {
  const row = await tx
    .insertInto("conversations")
    .values({
      organization_id: organizationId,
      id: conversationId,
      lead_id: leadId,
      contact_point_id: contactPointId,
      channel,
      account,
      language,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["organization_id", "id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
};
