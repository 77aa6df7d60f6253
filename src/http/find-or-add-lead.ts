import { sql } from "kysely";

import type { BookingDeps } from "#src/booking/booking-deps.ts";
import type { Caller } from "#src/booking/caller.ts";
import { transact } from "#src/booking/transact.ts";
import type { Tx } from "#src/db/connect.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { LeadInput } from "./contract/lead.ts";

interface LeadReceipt {
  readonly ok: true;
  readonly leadId: string;
  /** They were known before. */
  readonly known: boolean;
}

/**
 * The lead with this phone (E.164) or e-mail, or a new one. What is known of a lead stays; only what is
 * missing is filled in. Two requests at once make one lead.
 */
export const findOrAddLead = (
  deps: BookingDeps,
  caller: Caller,
  lead: LeadInput,
): Promise<LeadReceipt | Refusal> =>
  transact<LeadReceipt>(deps, caller, async (tx) => {
    const { organizationId } = caller;
    for (const contact of [lead.phone, lead.email].filter((one) => one !== undefined).sort()) {
      const lock = JSON.stringify([organizationId, contact]);
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx);
    }
    const known = await findByContact(tx, organizationId, lead);
    if (known) {
      await fillIn(tx, known, lead);
      return { ok: true, leadId: known.id, known: true };
    }
    return insertLead(deps, tx, organizationId, lead);
  });

/** A lead of their own, whoever else has this phone or e-mail: for people nobody vouches for. */
export const addLead = (
  deps: BookingDeps,
  caller: Caller,
  lead: LeadInput,
): Promise<LeadReceipt | Refusal> =>
  transact<LeadReceipt>(deps, caller, (tx) => insertLead(deps, tx, caller.organizationId, lead));

const insertLead = async (
  { newId, now }: BookingDeps,
  tx: Tx,
  organizationId: string,
  lead: LeadInput,
): Promise<LeadReceipt> => {
  const leadId = newId();
  await tx
    .insertInto("leads")
    .values({
      organization_id: organizationId,
      id: leadId,
      name: lead.name ?? null,
      phone: lead.phone ?? null,
      email: lead.email ?? null,
      language: lead.language ?? null,
      timezone: lead.timezone ?? null,
      details: JSON.stringify(lead.details ?? {}),
      created_at: now(),
    })
    .execute();
  return { ok: true, leadId, known: false };
};

/** The phone names a person more surely than the e-mail, which families and offices share. */
const findByContact = (
  tx: Tx,
  organizationId: string,
  { phone, email }: LeadInput,
): Promise<Lead | undefined> =>
  tx
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where((eb) =>
      eb.or([
        ...(phone === undefined ? [] : [eb("phone", "=", phone)]),
        ...(email === undefined ? [] : [eb(eb.fn("lower", ["email"]), "=", email.toLowerCase())]),
      ]),
    )
    .orderBy((eb) => eb("phone", "is not distinct from", phone ?? null), "desc")
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();

const fillIn = async (tx: Tx, known: Lead, told: LeadInput): Promise<void> => {
  await tx
    .updateTable("leads")
    .set({
      name: known.name ?? told.name ?? null,
      phone: known.phone ?? told.phone ?? null,
      email: known.email ?? told.email ?? null,
      language: known.language ?? told.language ?? null,
      timezone: known.timezone ?? told.timezone ?? null,
      details: JSON.stringify({ ...told.details, ...known.details }),
    })
    .where("organization_id", "=", known.organization_id)
    .where("id", "=", known.id)
    .execute();
};
