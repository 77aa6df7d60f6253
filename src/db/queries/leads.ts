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

/** Leads of an organization, the newest first; for a provider those of their bookings. */
export const listLeads = (db: Db, reach: Reach, { limit, after }: Page): Promise<Lead[]> =>
  db
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", reach.organizationId)
    .$if(reach.providerId !== null, (query) => query.where(hasBookingWithin(reach)))
    .where(isBehind("leads", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

const hasBookingWithin = (reach: Reach) =>
  sql<boolean>`exists (select from bookings where bookings.organization_id = leads.organization_id
    and bookings.lead_id = leads.id and ${isWithin(reach)})`;
