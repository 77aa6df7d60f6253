import { sql } from "kysely";

import type { Tx } from "../../connect.ts";

/** An organization and the clock its days are those of. */
export interface Counted {
  readonly organizationId: string;
  /** IANA name. */
  readonly zone: string;
}

/** Events, and changes of conversations, that are looked at in one transaction. */
const mostAtOnce = 2_000;

/**
 * Marks every day as stale whose counts may have changed since this was asked last, and remembers
 * how far it has looked, together. True when there may be more. What is in flight meanwhile is
 * looked at the next time, as the position never passes a transaction that may still commit.
 */
export const noteChanges = async (tx: Tx, counted: Counted, now: Date): Promise<boolean> => {
  const { organizationId, zone } = counted;
  await sql`insert into analytics_positions (organization_id, written_by, position, timezone)
    values (${organizationId}, '0', 0, '') on conflict do nothing`.execute(tx);
  const known = await tx
    .selectFrom("analytics_positions")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (known.timezone !== zone) {
    await startAnew(tx, counted, now);
    return true;
  }
  const events = await noteEvents(tx, counted, known);
  const talks = await noteTalks(tx, counted);
  return events === mostAtOnce || talks === mostAtOnce;
};

/** Every day anew: nothing was counted yet, or on another clock. */
const startAnew = async (tx: Tx, { organizationId, zone }: Counted, now: Date): Promise<void> => {
  await sql`update analytics_positions set timezone = ${zone}, position = 0,
    written_by = pg_snapshot_xmin(pg_current_snapshot())
    where organization_id = ${organizationId}`.execute(tx);
  await markStale(
    tx,
    organizationId,
    sql`with ends as (
      select least(min(created_at), min(starts_at)) as first,
        greatest(max(created_at), max(starts_at)) as last
        from bookings where organization_id = ${organizationId}
      union all
      select min(created_at), max(created_at) from conversations
        where organization_id = ${organizationId}
    )
    select generate_series(min(first) - interval '2 days',
      greatest(max(last), ${now}::timestamptz) + interval '2 days', interval '1 day')::date
    from ends having min(first) is not null`,
  );
};

const noteEvents = async (
  tx: Tx,
  { organizationId, zone }: Counted,
  after: { readonly written_by: string; readonly position: number },
): Promise<number> => {
  const events = await tx
    .selectFrom("booking_events")
    .select(["booking_id", "written_by", "position"])
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`written_by < pg_snapshot_xmin(pg_current_snapshot())`)
    .where(
      sql<boolean>`(written_by, position) > (${after.written_by}::xid8, ${after.position}::bigint)`,
    )
    .orderBy("written_by")
    .orderBy("position")
    .limit(mostAtOnce)
    .execute();
  const last = events.at(-1);
  if (!last) return 0;
  const ids = sql`${[...new Set(events.map(({ booking_id }) => booking_id))]}::uuid[]`;
  const local = (instant: string) => sql`(${sql.raw(instant)} at time zone ${zone})::date`;
  await markStale(
    tx,
    organizationId,
    sql`select ${local("created_at")} from bookings
      where organization_id = ${organizationId} and id = any(${ids})
    union select ${local("starts_at")} from bookings
      where organization_id = ${organizationId} and id = any(${ids}) and starts_at is not null
    union select ${local("timestamp")} from booking_events
      where organization_id = ${organizationId} and booking_id = any(${ids})
    union select ${local("(data_snapshot ->> 'starts_at')::timestamptz")} from booking_events
      where organization_id = ${organizationId} and booking_id = any(${ids})
        and data_snapshot ->> 'starts_at' is not null`,
  );
  await tx
    .updateTable("analytics_positions")
    .set({ written_by: last.written_by, position: last.position })
    .where("organization_id", "=", organizationId)
    .execute();
  return events.length;
};

const noteTalks = async (tx: Tx, { organizationId, zone }: Counted): Promise<number> => {
  const { rows } = await sql<{ conversation_id: string }>`delete from conversation_changes
    where organization_id = ${organizationId} and id in (
      select id from conversation_changes where organization_id = ${organizationId}
      order by id limit ${mostAtOnce} for update skip locked)
    returning conversation_id`.execute(tx);
  if (rows.length === 0) return 0;
  const ids = sql`${[...new Set(rows.map((row) => row.conversation_id))]}::uuid[]`;
  await markStale(
    tx,
    organizationId,
    sql`select (created_at at time zone ${zone})::date from conversations
      where organization_id = ${organizationId} and id = any(${ids})
    union select (decided_at at time zone ${zone})::date from suggestions
      where organization_id = ${organizationId} and conversation_id = any(${ids})
        and decided_at is not null`,
  );
  return rows.length;
};

/** In one order for all, so that two who mark the same days queue and never deadlock. */
const markStale = async (
  tx: Tx,
  organizationId: string,
  days: ReturnType<typeof sql>,
): Promise<void> => {
  await sql`insert into analytics_stale_days (organization_id, day, due_at)
    select ${organizationId}, day, '-infinity' from (${days}) listed (day) order by day
    on conflict (organization_id, day) do update set due_at = excluded.due_at`.execute(tx);
};
