import { sql } from "kysely";

import type { Db, Tx } from "../connect.ts";

/** A booking whose appointment fell away and for which nothing is held any more. */
export interface Unanswered {
  readonly organizationId: string;
  readonly bookingId: string;
}

/** Those of any organization that people have not been called to; with a key, that one if it is. */
export const listUnanswered = async (
  db: Db | Tx,
  now: Date,
  key: Unanswered | null = null,
): Promise<Unanswered[]> => {
  const isIt = key
    ? sql`b.organization_id = ${key.organizationId} and b.id = ${key.bookingId}`
    : sql`true`;
  const { rows } = await sql<Unanswered>`
    select b.organization_id as "organizationId", b.id as "bookingId" from bookings b
    where b.state = 'SLOT_PROPOSED' and b.reschedule_reason = 'provider_unavailable'
      and not ('needs_attention' = any(b.tags)) and ${isIt}
      and not exists (
        select from allocations a
        where a.organization_id = b.organization_id and a.booking_id = b.id
          and a.released_at is null and (a.expires_at is null or a.expires_at > ${now})
      )
    order by b.organization_id, b.id limit 1000`.execute(db);
  return rows;
};
