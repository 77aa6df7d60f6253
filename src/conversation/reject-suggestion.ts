import type { Suggestion } from "#src/db/queries/suggestions.ts";
import { withDecision } from "./decision-trace.ts";
import { markDecided } from "./mark-decided.ts";
import { endTurn, readTrace } from "./running-turn.ts";
import type { Deciding } from "./suggestions.ts";

/** Nothing is said or done; the conversation waits for people, who see why. */
export const rejectSuggestion = async (deciding: Deciding, reason: string): Promise<Suggestion> => {
  const { tx, suggestion, conversation, now } = deciding;
  const { organization_id, turn_id } = suggestion;
  const decided = await markDecided(deciding, { status: "rejected", reject_reason: reason });
  const { trace, last_seq } = await readTrace(tx, organization_id, turn_id);
  await endTurn(
    tx,
    { turnId: turn_id, occasion: { organizationId: organization_id }, lastSeq: last_seq },
    { status: "silent", trace: withDecision(trace, decided), now },
  );
  await tx
    .updateTable("conversations")
    .set({ owner: "waiting", owner_reason: `rejected: ${reason}` })
    .where("organization_id", "=", organization_id)
    .where("id", "=", conversation.id)
    .execute();
  return decided;
};
