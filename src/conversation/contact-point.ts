import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { Proof } from "#src/db/queries/people.ts";

/** Where a person can be reached: unique in an organization. */
export interface Address {
  readonly organizationId: string;
  readonly channel: string;
  /** Which of our own addresses they wrote to. */
  readonly account: string;
  readonly address: string;
  /** As the channel's provider calls them. */
  readonly displayName?: string | null;
  /** What the channel vouches for as the person's own. */
  readonly proven?: Proof | undefined;
}

interface Contact {
  readonly contactPointId: string;
  readonly leadId: string;
}

/** The person behind an address: who we know, or someone new. */
export const findOrAddContact = async (
  tx: Tx,
  from: Address,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<Contact> => {
  // Two first messages of one person must not become two leads.
  const key = JSON.stringify([from.organizationId, from.channel, from.account, from.address]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  const known = await findContact(tx, from);
  if (known !== undefined) {
    const { provenValue, ...contact } = known;
    if (from.proven && from.proven.value !== provenValue) await prove(tx, from, from.proven);
    return contact;
  }
  const contact = { contactPointId: newId(), leadId: newId() };
  const organization_id = from.organizationId;
  await tx
    .insertInto("leads")
    .values({ organization_id, id: contact.leadId, created_at: now })
    .execute();
  await tx
    .insertInto("contact_points")
    .values({
      organization_id,
      id: contact.contactPointId,
      lead_id: contact.leadId,
      channel: from.channel,
      account: from.account,
      address: from.address,
      display_name: from.displayName ?? null,
      ...provenColumns(from.proven),
      created_at: now,
    })
    .execute();
  return contact;
};

const provenColumns = (proven: Proof | undefined) => ({
  proven_kind: proven?.kind ?? null,
  proven_value: proven?.value ?? null,
});

const prove = async (tx: Tx, from: Address, proven: Proof): Promise<void> => {
  await tx
    .updateTable("contact_points")
    .set(provenColumns(proven))
    .where("organization_id", "=", from.organizationId)
    .where("channel", "=", from.channel)
    .where("account", "=", from.account)
    .where("address", "=", from.address)
    .execute();
};

const findContact = (
  tx: Tx,
  from: Address,
): Promise<(Contact & { readonly provenValue: string | null }) | undefined> =>
  tx
    .selectFrom("contact_points")
    .select(["id as contactPointId", "lead_id as leadId", "proven_value as provenValue"])
    .where("organization_id", "=", from.organizationId)
    .where("channel", "=", from.channel)
    .where("account", "=", from.account)
    .where("address", "=", from.address)
    .executeTakeFirst();
