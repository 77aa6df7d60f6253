import type { InsertObject, Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { Database } from "../schema.ts";
import type { AuditLogTable } from "../tables/members.ts";
import { isBehind, type Page } from "./page.ts";

export type AuditEntry = Selectable<AuditLogTable>;

export type NewAuditEntry = InsertObject<Database, "audit_log">;

export const insertAudit = async (db: Db | Tx, rows: readonly NewAuditEntry[]): Promise<void> => {
  if (rows.length > 0)
    await db
      .insertInto("audit_log")
      .values([...rows])
      .execute();
};

/** What a write that was begun was answered with. */
export const settleAudit = async (
  db: Db,
  { organizationId, id, status }: { organizationId: string; id: string; status: number },
): Promise<void> => {
  await db
    .updateTable("audit_log")
    .set({ status })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
};

/** What of the log is asked for; an absent wish leaves everything in. */
export interface AuditWish {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** One page of what was done, the newest first. */
export const listAudit = (
  db: Db,
  organizationId: string,
  { limit, after, actorId, action, from, to }: Page & AuditWish,
): Promise<AuditEntry[]> =>
  db
    .selectFrom("audit_log")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .$if(actorId !== undefined, (query) => query.where("actor_id", "=", actorId ?? null))
    .$if(action !== undefined, (query) => query.where("action", "=", action ?? ""))
    .$if(from !== undefined, (query) => query.where("created_at", ">=", from ?? new Date(0)))
    .$if(to !== undefined, (query) => query.where("created_at", "<", to ?? new Date(0)))
    .where(isBehind("audit_log", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
