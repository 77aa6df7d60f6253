import { sql } from "kysely";

import type { Tx } from "../connect.ts";
import type { Conversation } from "./turns.ts";

/** Where a lead can be spoken to. */
interface Reachable {
  readonly id: string;
  readonly optedOut: boolean;
  readonly noReminders: boolean;
  readonly wantsOffers: boolean;
}

/** This conversation of the lead, else the one in which something was said last. */
export const findConversationOfLead = async (
  tx: Tx,
  asked: {
    readonly organizationId: string;
    readonly leadId: string;
    readonly conversationId: string | null;
  },
): Promise<Reachable | undefined> => {
  const { rows } = await sql<Reachable>`
    select c.id, l.opted_out_at is not null as "optedOut",
      l.reminders_off_at is not null as "noReminders",
      l.marketing_since is not null as "wantsOffers"
    from conversations c
    join leads l on l.organization_id = c.organization_id and l.id = c.lead_id
    left join messages m on m.organization_id = c.organization_id
      and m.conversation_id = c.id and m.seq = c.last_seq
    where c.organization_id = ${asked.organizationId} and c.lead_id = ${asked.leadId}
    order by (c.id = ${asked.conversationId}::uuid) desc nulls last,
      coalesce(m.created_at, c.created_at) desc, c.id
    limit 1`.execute(tx);
  return rows[0];
};

/**
 * Locks a conversation as the end of a turn does, so that one waits for the other; bookings that
 * name the conversation are written meanwhile.
 */
export const lockForNotice = (tx: Tx, organizationId: string, id: string): Promise<Conversation> =>
  tx
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

/** Whether the lead has written anything, anywhere, since then. */
export const hasWrittenSince = async (
  tx: Tx,
  { organizationId, leadId }: { readonly organizationId: string; readonly leadId: string },
  since: Date,
): Promise<boolean> => {
  const { rows } = await sql<{ wrote: boolean }>`
    select exists (
      select from conversations c
      join messages m on m.organization_id = c.organization_id and m.conversation_id = c.id
      where c.organization_id = ${organizationId} and c.lead_id = ${leadId}
        and m.author = 'lead' and m.created_at > ${since}
    ) as wrote`.execute(tx);
  return rows[0]?.wrote === true;
};
