import { type Insertable, type RawBuilder, sql } from "kysely";

import type { Tx } from "../connect.ts";
import type { ConsentsTable } from "../tables/bookings.ts";

export type ConsentRow = Insertable<ConsentsTable>;

/** A lead's own message, as far as it can be a yes. */
export interface LeadMessage {
  readonly saidAt: Date;
  readonly saidBy: string;
  /** When it was spent on something. */
  readonly usedAt: Date | null;
}

/** Selects `LeadMessage`: no row unless this message of the organization is a lead's own. */
export const leadMessage = (
  organizationId: string,
  messageId: string | null,
): RawBuilder<LeadMessage> => sql`
  select messages.created_at as "saidAt", conversations.lead_id as "saidBy",
    consents.used_at as "usedAt"
  from messages
  join conversations on conversations.organization_id = messages.organization_id
    and conversations.id = messages.conversation_id
  left join consents on consents.organization_id = messages.organization_id
    and consents.message_id = messages.id
  where messages.organization_id = ${organizationId} and messages.id = ${messageId}::uuid
    and messages.author = 'lead'`;

export const findLeadMessage = async (
  tx: Tx,
  organizationId: string,
  messageId: string,
): Promise<LeadMessage | undefined> => {
  const { rows } = await leadMessage(organizationId, messageId).execute(tx);
  return rows[0];
};

export const insertConsent = async (tx: Tx, row: ConsentRow): Promise<void> => {
  await tx.insertInto("consents").values(row).execute();
};
