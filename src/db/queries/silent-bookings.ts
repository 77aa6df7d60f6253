import { sql } from "kysely";

import { defaultPolicy } from "#src/domain/policy.ts";
import type { Db, Tx } from "../connect.ts";

/** A booking that waits for a lead who has not written for as long as its business waits. */
interface Silent {
  readonly organizationId: string;
  readonly bookingId: string;
}

/**
 * Those of any organization; with a key, that one if it is. Whoever waits for a freed time is not
 * silent: the house owes them word.
 */
export const listSilentBookings = async (
  db: Db | Tx,
  now: Date,
  key: Silent | null = null,
): Promise<Silent[]> => {
  const isIt = key
    ? sql`b.organization_id = ${key.organizationId} and b.id = ${key.bookingId}`
    : sql`true`;
  const { rows } = await sql<Silent>`
    select b.organization_id as "organizationId", b.id as "bookingId"
    from bookings b
    join organizations o on o.id = b.organization_id
    cross join lateral (select ${now}::timestamptz - make_interval(hours => 24 *
      coalesce((o.policy->>'abandonAfterDays')::int, ${defaultPolicy.abandonAfterDays}))
      as since) patience
    where b.state in ('INQUIRY', 'SERVICE_SELECTED', 'SLOT_PROPOSED', 'RESCHEDULED',
        'PAYMENT_PENDING')
      and b.last_communication_at <= patience.since and ${isIt}
      and not exists (
        select from conversations c
        join messages m on m.organization_id = c.organization_id and m.conversation_id = c.id
        where c.organization_id = b.organization_id and c.lead_id = b.lead_id
          and m.author = 'lead' and m.created_at > patience.since
      )
      and not exists (
        select from waitlist_entries w
        where w.organization_id = b.organization_id and w.booking_id = b.id
          and w.status in ('waiting', 'offered') and w.expires_at > ${now}
      )
    order by b.last_communication_at, b.id limit 1000`.execute(db);
  return rows;
};
