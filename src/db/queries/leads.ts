import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadsTable } from "../tables/conversations.ts";
import { isWithin, type Reach } from "./bookings.ts";
import { isBehind, type Page } from "./page.ts";

export type Lead = Selectable<LeadsTable>;

export const findLead = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Lead | undefined> =>
  db
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/**
 * Leads of an organization, the newest first; for a provider those of their bookings. With words only
 * those whose name, phone or e-mail has them.
 */
export const listLeads = (
  db: Db,
  reach: Reach,
  { limit, after, words }: Page & { readonly words?: string | undefined },
): Promise<Lead[]> =>
  db
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", reach.organizationId)
    .$if(reach.providerId !== null, (query) => query.where(hasBookingWithin(reach)))
    .$if(words !== undefined, (query) => query.where(saysOf(words ?? "")))
    .where(isBehind("leads", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

/** Phones are kept with their country code: people search for what stands behind the leading zero. */
const saysOf = (words: string) => {
  const pattern = (text: string) => `%${text.replace(/[\\%_]/gu, "\\$&")}%`;
  const digits = words.replace(/[\s.()-]/gu, "").replace(/^0/u, "");
  return sql<boolean>`(name ilike ${pattern(words)} or email ilike ${pattern(words)}
    or phone like ${pattern(digits)})`;
};

const hasBookingWithin = (reach: Reach) =>
  sql<boolean>`exists (select from bookings where bookings.organization_id = leads.organization_id
    and bookings.lead_id = leads.id and ${isWithin(reach)})`;
