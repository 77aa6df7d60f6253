import type { Suggestion } from "#src/db/queries/suggestions.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { markDecided } from "./mark-decided.ts";
import type { Deciding } from "./suggestions.ts";

/**
 * Lets the turn of a deed go on: a worker takes it up where it waits, as it takes up one whose process
 * died, so a deed is done once and told once whatever happens in between.
 */
export const approveAct = async (deciding: Deciding): Promise<Suggestion> => {
  const { tx, suggestion, now } = deciding;
  const { organization_id: organizationId, conversation_id: conversationId } = suggestion;
  const decided = await markDecided(deciding, { status: "approved", final_text: null });
  await tx
    .updateTable("turns")
    .set({ status: "running" })
    .where("organization_id", "=", organizationId)
    .where("id", "=", suggestion.turn_id)
    .execute();
  await addToOutbox(tx, { organizationId, topic: "turn", payload: { conversationId } }, now);
  return decided;
};
