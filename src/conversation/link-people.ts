import type { Db } from "#src/db/connect.ts";
import { insertProof, lockProof, mergeLeads } from "#src/db/queries/people.ts";
import type { TurnConversation } from "#src/db/queries/suggestions.ts";
import { lockConversation } from "#src/db/queries/turns.ts";

/**
 * What the channel vouches for becomes the lead's own; where it is another lead's already, the two are
 * one person, and history and bookings follow. A number that is merely said proves nothing.
 */
export const linkProven = (
  db: Db,
  { organization_id: organizationId, id, unlinked }: TurnConversation,
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    if (!unlinked) return;
    const owner = await lockProof(tx, organizationId, unlinked);
    const { lead_id: leadId } = await lockConversation(tx, organizationId, id);
    if (owner === leadId) return;
    if (owner !== null) return mergeLeads(tx, { organizationId, from: leadId, into: owner });
    await insertProof(tx, { organizationId, leadId }, unlinked, now);
  });
