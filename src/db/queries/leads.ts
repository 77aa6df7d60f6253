import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadsTable } from "../tables/conversations.ts";

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
