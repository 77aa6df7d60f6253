import { type Selectable, sql } from "kysely";

import type { Db } from "#src/db/connect.ts";
import type { WaitlistEntriesTable } from "#src/db/tables/bookings.ts";
import type { Page } from "../cursor.ts";

export type WaitlistRow = Selectable<WaitlistEntriesTable> & { readonly service_name: string };

const withService = (db: Db, organizationId: string) =>
  db
    .selectFrom("waitlist_entries as entry")
    .innerJoin("services", (join) =>
      join
        .onRef("services.organization_id", "=", "entry.organization_id")
        .onRef("services.id", "=", "entry.service_id"),
    )
    .selectAll("entry")
    .select("services.name as service_name")
    .where("entry.organization_id", "=", organizationId);

/** Throws when there is none: for an id that has just been written. */
export const getWaitlistEntry = (
  db: Db,
  organizationId: string,
  id: string,
): Promise<WaitlistRow> =>
  withService(db, organizationId).where("entry.id", "=", id).executeTakeFirstOrThrow();

/** Wishes that still stand at `now`, the newest first. */
export const listWaitlist = (
  db: Db,
  organizationId: string,
  { limit, after, now }: Page & { readonly now: Date },
): Promise<WaitlistRow[]> =>
  withService(db, organizationId)
    .where("entry.expires_at", ">", now)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(entry.created_at, ${after?.id}::uuid) < (${after?.createdAt}, entry.id)`,
      ),
    )
    .orderBy("entry.created_at", "desc")
    .orderBy("entry.id")
    .limit(limit)
    .execute();
