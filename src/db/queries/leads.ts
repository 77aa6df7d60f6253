import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadsTable } from "../tables/conversations.ts";
import type { Page } from "./page.ts";

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
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(created_at, ${after?.id}::uuid) < (${after?.createdAt}, id)`),
    )
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
