import { type RawBuilder, sql } from "kysely";

/** A place in a list that is ordered by creation, the newest first, then by id. */
export interface Place {
  readonly createdAt: Date;
  readonly id: string;
}

/** Part of such a list: at most `limit` rows behind a place, or from the start. */
export interface Page {
  readonly limit: number;
  readonly after: Place | null;
}

/** Whether a row of the named table stands behind the place; without one, every row does. */
export const isBehind = (table: string, after: Place | null): RawBuilder<boolean> =>
  after
    ? sql`(${sql.ref(`${table}.created_at`)}, ${after.id}::uuid)
        < (${after.createdAt}, ${sql.ref(`${table}.id`)})`
    : sql`true`;
