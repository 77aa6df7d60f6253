import type { Db, Tx } from "#src/db/connect.ts";
import type { TurnConversation } from "#src/db/queries/suggestions.ts";
import type { Conversation, Unanswered } from "#src/db/queries/turns.ts";
import {
  type ContactWish,
  readContactWish,
  refusedPurpose,
} from "#src/language/read-contact-wish.ts";
import { readReply } from "#src/language/read-reply.ts";

type Speaking = Pick<TurnConversation, "language" | "getsOffers">;

/** What one message asks for about being written to; null: nothing of that. */
const wishIn = (
  { text, choice_id, created_at }: Unanswered,
  { language, getsOffers }: Speaking,
): ContactWish | null => {
  if (choice_id !== null) return null;
  const wish = readContactWish(text);
  if (wish) return wish;
  const { acts } = readReply(text, { now: created_at, zone: "UTC", locale: language });
  return acts[0] === "opt_out"
    ? { purpose: refusedPurpose(text, getsOffers), wanted: false }
    : null;
};

/**
 * From now on the house keeps to what the lead wants to be written about, of its own accord: all of it,
 * reminders, offers. Who wants something again wants to be written to.
 */
export const recordContactWish = async (
  tx: Tx,
  { organization_id, lead_id, id }: Pick<Conversation, "organization_id" | "lead_id" | "id">,
  { purpose, wanted }: ContactWish,
  at: Date,
): Promise<void> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("contact_wishes")
    .values({ organization_id, lead_id, conversation_id: id, purpose, wanted, at })
    // What waits for a person is looked at again and again.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  await tx
    .updateTable("leads")
    .set({
      ...(purpose === "all" && !wanted && { opted_out_at: at, marketing_since: null }),
      ...(wanted && { opted_out_at: null }),
      ...(purpose === "reminders" && { reminders_off_at: wanted ? null : at }),
      ...(purpose === "all" && wanted && { reminders_off_at: null }),
      ...(purpose === "marketing" && { marketing_since: wanted ? at : null }),
    })
    .where("organization_id", "=", organization_id)
    .where("id", "=", lead_id)
    .execute();
};

/** STOP and START hold whoever answers the conversation. */
export const hearContactWish = async (
  db: Db,
  conversation: TurnConversation,
  unanswered: readonly Unanswered[],
): Promise<void> => {
  const heard = lastWish(conversation, unanswered);
  if (!heard) return;
  await db.transaction().execute((tx) => recordContactWish(tx, conversation, heard.wish, heard.at));
};

/** The last thing the messages ask for about being written to. */
export const lastWish = (
  conversation: Speaking,
  unanswered: readonly Unanswered[],
): { readonly wish: ContactWish; readonly at: Date } | null =>
  unanswered.reduce<ReturnType<typeof lastWish>>((last, message) => {
    const wish = wishIn(message, conversation);
    return wish ? { wish, at: message.created_at } : last;
  }, null);
