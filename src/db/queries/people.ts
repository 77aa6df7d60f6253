import { sql } from "kysely";

import type { Tx } from "../connect.ts";

export interface Proof {
  readonly kind: "phone" | "email";
  /** E.164, or a mail address in small letters. */
  readonly value: string;
}

interface Merging {
  readonly organizationId: string;
  readonly from: string;
  readonly into: string;
}

/** What names a lead; the name of the lead itself moves last. */
const tablesOfLeads = [
  ...["contact_points", "conversations", "bookings", "booking_series", "waitlist_entries"],
  ...["allocations", "lead_blocks", "contact_wishes", "proofs", "link_codes"],
] as const;

/**
 * Two leads turn out to be one person: everything of the one is the other's, who keeps what they are
 * known by. What either refused stays refused. Bookings are locked before leads, as whoever writes
 * them does.
 */
export const mergeLeads = async (
  tx: Tx,
  { organizationId, from, into }: Merging,
): Promise<void> => {
  await sql`select id from bookings where organization_id = ${organizationId}
    and lead_id in (${from}, ${into}) order by id for update`.execute(tx);
  await sql`select id from leads where organization_id = ${organizationId}
    and id in (${from}, ${into}) order by id for update`.execute(tx);
  await sql`update leads known set
      name = coalesce(known.name, other.name), phone = coalesce(known.phone, other.phone),
      email = coalesce(known.email, other.email),
      language = coalesce(known.language, other.language),
      timezone = coalesce(known.timezone, other.timezone),
      details = other.details || known.details,
      -- Of an answer that stays behind, so does when it was given.
      answered = (other.answered - array(select jsonb_object_keys(known.details)))
        || known.answered,
      preferences = other.preferences || known.preferences,
      blocked = known.blocked or other.blocked, unstable = known.unstable or other.unstable,
      opted_out_at = coalesce(known.opted_out_at, other.opted_out_at),
      reminders_off_at = coalesce(known.reminders_off_at, other.reminders_off_at),
      marketing_since = case when known.opted_out_at is null and other.opted_out_at is null
        then coalesce(known.marketing_since, other.marketing_since) end
    from leads other
    where known.organization_id = ${organizationId} and known.id = ${into}
      and other.organization_id = ${organizationId} and other.id = ${from}`.execute(tx);
  for (const table of tablesOfLeads) {
    await sql`update ${sql.table(table)} set lead_id = ${into}
      where organization_id = ${organizationId} and lead_id = ${from}`.execute(tx);
  }
  await sql`delete from leads where organization_id = ${organizationId} and id = ${from}`.execute(
    tx,
  );
};

/** Whose a number or an address is, by proof; no other transaction proves it until this one ends. */
export const lockProof = async (
  tx: Tx,
  organizationId: string,
  { kind, value }: Proof,
): Promise<string | null> => {
  const key = JSON.stringify([organizationId, kind, value]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(tx);
  const row = await tx
    .selectFrom("proofs")
    .select("lead_id")
    .where("organization_id", "=", organizationId)
    .where("kind", "=", kind)
    .where("value", "=", value)
    .executeTakeFirst();
  return row?.lead_id ?? null;
};

/** A number or an address is this lead's from now on; they are reached under it where nothing else is known. */
export const insertProof = async (
  tx: Tx,
  { organizationId, leadId }: { readonly organizationId: string; readonly leadId: string },
  { kind, value }: Proof,
  now: Date,
): Promise<void> => {
  await tx
    .insertInto("proofs")
    .values({ organization_id: organizationId, kind, value, lead_id: leadId, proven_at: now })
    .execute();
  await tx
    .updateTable("leads")
    .set(({ fn, val }) => ({ [kind]: fn.coalesce(kind, val(value)) }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", leadId)
    .execute();
};
