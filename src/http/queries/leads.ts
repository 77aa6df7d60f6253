import { sql } from "kysely";

import type { Db } from "#src/db/connect.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import type { Page } from "../cursor.ts";

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
