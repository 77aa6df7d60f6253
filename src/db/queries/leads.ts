import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadsTable } from "../tables/conversations.ts";
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

/** Leads of an organization, the newest first. */
export const listLeads = (
  db: Db,
  organizationId: string,
  { limit, after }: Page,
): Promise<Lead[]> =>
  db
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where(isBehind("leads", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
