import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadBlocksTable } from "../tables/catalog.ts";
import type { Page } from "./page.ts";

export type LeadBlock = Selectable<LeadBlocksTable>;

/** One page, the newest first, after the given place. */
export const listLeadBlocks = (
  db: Db | Tx,
  organizationId: string,
  { limit, after }: Page,
): Promise<LeadBlock[]> =>
  db
    .selectFrom("lead_blocks")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb("created_at", "<", after?.createdAt ?? new Date(0)),
          eb.and([
            eb("created_at", "=", after?.createdAt ?? new Date(0)),
            eb("id", ">", after?.id ?? ""),
          ]),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

export const getLeadBlock = (db: Db | Tx, organizationId: string, id: string): Promise<LeadBlock> =>
  db
    .selectFrom("lead_blocks")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
