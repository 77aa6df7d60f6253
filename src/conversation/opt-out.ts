import type { Db, Tx } from "#src/db/connect.ts";
import type { Conversation, Unanswered } from "#src/db/queries/turns.ts";
import { readReply } from "#src/language/read-reply.ts";

/** Whether a message asks not to be written to. */
export const saysOptOut = (
  { text, choice_id, created_at }: Unanswered,
  { language }: Pick<Conversation, "language">,
): boolean =>
  choice_id === null &&
  readReply(text, { now: created_at, zone: "UTC", locale: language }).acts[0] === "opt_out";

/** From now on the house does not write to the lead of its own accord. */
export const recordOptOut = async (
  db: Db | Tx,
  { organization_id, lead_id }: Pick<Conversation, "organization_id" | "lead_id">,
  at: Date,
): Promise<void> => {
  await db
    .updateTable("leads")
    .set({ opted_out_at: at })
    .where("organization_id", "=", organization_id)
    .where("id", "=", lead_id)
    .execute();
};

/** STOP holds whoever answers the conversation. */
export const hearOptOut = async (
  db: Db,
  conversation: Conversation,
  unanswered: readonly Unanswered[],
): Promise<void> => {
  const said = unanswered.findLast((message) => saysOptOut(message, conversation));
  if (said) await recordOptOut(db, conversation, said.created_at);
};
