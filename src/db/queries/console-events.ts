import { sql } from "kysely";

import type { Db } from "../connect.ts";

/** A piece of news with its number in its organization. */
export interface NumberedEvent {
  readonly seq: number;
  readonly kind: string;
  readonly data: unknown;
}

/** How far the news of an organization goes, and up to where it is not kept any more. */
export interface FeedStand {
  readonly last_seq: number;
  readonly forgotten_seq: number;
}

/**
 * Numbers what has been committed and has no number yet. Whoever does it holds the feed's row, so
 * numbers follow each other whichever process gives them.
 */
export const numberEvents = (db: Db, organizationId: string): Promise<FeedStand> =>
  db.transaction().execute(async (tx) => {
    await tx
      .insertInto("console_feeds")
      .values({ organization_id: organizationId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // In a statement of its own: the next one must see what the last holder has numbered.
    await tx
      .selectFrom("console_feeds")
      .select("last_seq")
      .where("organization_id", "=", organizationId)
      .forUpdate()
      .execute();
    await sql`with fresh as (
        select id, row_number() over (order by id) as place from console_events
        where organization_id = ${organizationId} and seq is null
      ), numbered as (
        update console_events e set seq = f.last_seq + fresh.place
        from fresh, console_feeds f
        where e.id = fresh.id and f.organization_id = ${organizationId} returning 1
      )
      update console_feeds set last_seq = last_seq + (select count(*) from numbered)
      where organization_id = ${organizationId} and exists (select from numbered)`.execute(tx);
    return tx
      .selectFrom("console_feeds")
      .select(["last_seq", "forgotten_seq"])
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
  });

/** Numbered news in `(after, upTo]`, in order, at most `limit`. */
export const listConsoleEvents = (
  db: Db,
  organizationId: string,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<NumberedEvent[]> =>
  db
    .selectFrom("console_events")
    .select(["seq", "kind", "data"])
    .where("organization_id", "=", organizationId)
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .limit(limit)
    .$narrowType<{ seq: number }>()
    .execute();

/** Forgets news from before an instant; readers that come back from there start anew. */
export const forgetConsoleEvents = async (db: Db, before: Date): Promise<void> => {
  const old = await db
    .selectFrom("console_events")
    .select("organization_id")
    .distinct()
    .where("created_at", "<", before)
    .execute();
  for (const { organization_id: organizationId } of old) {
    await numberEvents(db, organizationId);
    await sql`with gone as (
        delete from console_events
        where organization_id = ${organizationId} and created_at < ${before} and seq is not null
        returning seq
      )
      update console_feeds
      set forgotten_seq = greatest(forgotten_seq, (select coalesce(max(seq), 0) from gone))
      where organization_id = ${organizationId}`.execute(db);
  }
};
