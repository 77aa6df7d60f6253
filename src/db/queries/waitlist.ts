import { type Insertable, type Selectable, sql, type Updateable } from "kysely";

import { appointedStates, openStates } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";
import type { WaitlistEntriesTable } from "../tables/bookings.ts";
import { isBehind, type Page } from "./page.ts";

export type WaitlistEntry = Selectable<WaitlistEntriesTable>;
export type WaitlistRow = WaitlistEntry & { readonly service_name: string };

const standing = ["waiting", "offered"] as const;

const withService = (db: Db | Tx, organizationId: string) =>
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

export const findWaitlistEntry = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<WaitlistRow | undefined> =>
  withService(db, organizationId).where("entry.id", "=", id).executeTakeFirst();

/** One page of the wishes that still stand at `now`, the newest first, after the given place. */
export const listWaitlist = (
  db: Db | Tx,
  organizationId: string,
  page: Page & { readonly now: Date },
): Promise<WaitlistRow[]> =>
  withService(db, organizationId)
    .where("entry.expires_at", ">", page.now)
    .where("entry.status", "in", standing)
    .where(isBehind("entry", page.after))
    .orderBy("entry.created_at", "desc")
    .orderBy("entry.id")
    .limit(page.limit)
    .execute();

interface Waiter {
  readonly organizationId: string;
  readonly leadId: string;
  readonly serviceId: string;
}

/** Lets one lead join for one service at a time, so that joining twice finds the first. */
export const lockWaiter = async (
  tx: Tx,
  { organizationId, leadId, serviceId }: Waiter,
): Promise<void> => {
  const name = `waitlist/${organizationId}/${leadId}/${serviceId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
};

/** The standing wish of a lead for a service whose booking still waits: of this one, or of any. */
export const findStandingEntry = (
  tx: Tx,
  { organizationId, leadId, serviceId }: Waiter,
  bookingId: string | null,
): Promise<(WaitlistEntry & { readonly booking_id: string }) | undefined> =>
  tx
    .selectFrom("waitlist_entries as entry")
    .innerJoin("bookings", (join) =>
      join
        .onRef("bookings.organization_id", "=", "entry.organization_id")
        .onRef("bookings.id", "=", "entry.booking_id"),
    )
    .selectAll("entry")
    .$narrowType<{ booking_id: string }>()
    .where("entry.organization_id", "=", organizationId)
    .where("entry.lead_id", "=", leadId)
    .where("entry.service_id", "=", serviceId)
    .where("entry.status", "in", standing)
    .where("bookings.state", "in", openStates)
    .$if(bookingId !== null, (query) => query.where("entry.booking_id", "=", bookingId))
    .orderBy("entry.created_at")
    .orderBy("entry.id")
    .limit(1)
    .executeTakeFirst();

export const insertWaitlistEntry = async (
  tx: Tx,
  row: Insertable<WaitlistEntriesTable>,
): Promise<void> => {
  await tx.insertInto("waitlist_entries").values(row).execute();
};

export const updateWaitlistEntry = async (
  tx: Tx,
  organizationId: string,
  id: string,
  change: Updateable<WaitlistEntriesTable>,
): Promise<void> => {
  await tx
    .updateTable("waitlist_entries")
    .set(change)
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
};

/** Locks one entry and answers it as it stands once others have let go of it. */
export const lockWaitlistEntry = (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<WaitlistEntry | undefined> =>
  tx
    .selectFrom("waitlist_entries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

/** How many standing wishes for the same service come before this one, and it: 1 is the next. */
export const placeInQueue = async (
  tx: Tx,
  organizationId: string,
  id: string,
  now: Date,
): Promise<number> => {
  const { rows } = await sql<{ place: number }>`
    select count(*) as place from waitlist_entries other
    join waitlist_entries own on own.organization_id = other.organization_id
      and own.service_id = other.service_id and own.id = ${id}
    where other.organization_id = ${organizationId} and other.status = any(${[...standing]})
      and (other.id = own.id or other.expires_at > ${now})
      and (other.offers, other.created_at, other.id) <= (own.offers, own.created_at, own.id)`.execute(
    tx,
  );
  return rows[0]?.place ?? 1;
};

/** An entry a free time may be offered to, with what its booking asks for. */
export type Offerable = WaitlistEntry & {
  readonly booking_id: string;
  readonly duration_minutes: number | null;
};

/** Whoever looks at more than this at once offers nothing sooner. */
const most = 1_000;

/**
 * Entries that wait, in the order times are offered: who had the fewest offers, then who came first.
 * Left out are leads who may not or cannot be told, and bookings for which times are held already.
 */
export const listOfferable = (
  db: Db | Tx,
  organizationId: string,
  now: Date,
): Promise<Offerable[]> =>
  db
    .selectFrom("waitlist_entries as entry")
    .innerJoin("bookings", (join) =>
      join
        .onRef("bookings.organization_id", "=", "entry.organization_id")
        .onRef("bookings.id", "=", "entry.booking_id"),
    )
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "entry.organization_id")
        .onRef("leads.id", "=", "entry.lead_id"),
    )
    .selectAll("entry")
    .select("bookings.duration_minutes")
    .$narrowType<{ booking_id: string }>()
    .where("entry.organization_id", "=", organizationId)
    .where("entry.status", "=", "waiting")
    .where("entry.expires_at", ">", now)
    .where("bookings.state", "in", openStates)
    .where("leads.opted_out_at", "is", null)
    .where(sql<boolean>`exists (select from conversations c
      where c.organization_id = entry.organization_id and c.lead_id = entry.lead_id)`)
    .where(sql<boolean>`not exists (select from allocations a
      where a.organization_id = entry.organization_id and a.booking_id = entry.booking_id
        and a.released_at is null and a.expires_at > ${now})`)
    .orderBy("entry.offers")
    .orderBy("entry.created_at")
    .orderBy("entry.id")
    .limit(most)
    .execute();

/** Times that were offered for a booking since an instant, whatever became of them. */
export const listOfferedSince = (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  since: Date,
): Promise<{ provider_id: string; starts_at: Date }[]> =>
  tx
    .selectFrom("allocations")
    .select(["provider_id", "starts_at"])
    .$narrowType<{ provider_id: string }>()
    .distinct()
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("provider_id", "is not", null)
    .where("part", "=", 0)
    .where("offered_at", ">=", since)
    .execute();

/**
 * Brings entries up to date with the clock and their bookings: booked, left, expired, or waiting
 * again once an offer has lapsed, whose time is given back. What somebody has locked is left to the
 * next look.
 */
export const settleWaitlist = async (tx: Tx, organizationId: string, now: Date): Promise<void> => {
  await sql`
    with due as (
      select entry.id, entry.booking_id, entry.status = 'offered' as had_time,
        case
          when b.state in ('CANCELLED', 'ABANDONED') then 'left'
          when b.state = any(${[...bookedStates]}) then 'booked'
          when entry.expires_at <= ${now} then 'expired'
          else 'waiting'
        end as next
      from waitlist_entries entry
      left join bookings b on b.organization_id = entry.organization_id
        and b.id = entry.booking_id
      where entry.organization_id = ${organizationId} and entry.status = any(${[...standing]})
        and (b.state in ('CANCELLED', 'ABANDONED') or b.state = any(${[...bookedStates]})
          or coalesce(entry.offered_until, entry.expires_at) <= ${now})
      order by entry.id for update of entry skip locked
    ),
    freed as (
      update allocations set released_at = ${now}
      where organization_id = ${organizationId} and kind = 'hold' and released_at is null
        and expires_at <= ${now} and booking_id in (select booking_id from due where had_time)
    )
    update waitlist_entries set status = due.next, offered_until = null
    from due where organization_id = ${organizationId} and waitlist_entries.id = due.id`.execute(
    tx,
  );
};

/** A booking that is one of these has, or had, the time its lead waited for. */
const bookedStates = [...appointedStates, "COMPLETED", "NO_SHOW", "FOLLOW_UP"] as const;

/**
 * For every organization in which somebody waits, a text that changes when what they could be
 * offered may have changed: calendars, holds that lapse, wishes, and the hour.
 */
export const listWaitlistPulses = async (
  db: Db,
  now: Date,
): Promise<{ organizationId: string; pulse: string }[]> => {
  const { rows } = await sql<{ organizationId: string; pulse: string }>`
    select e.organization_id as "organizationId", concat_ws('/',
      count(*) filter (where e.status = 'waiting'), max(e.expires_at), sum(e.offers),
      count(*) filter (where coalesce(e.offered_until, e.expires_at) <= ${now}),
      (select sum(v.version) from calendar_versions v
        where v.organization_id = e.organization_id),
      (select count(*) from allocations a where a.organization_id = e.organization_id
        and a.kind = 'hold' and a.released_at is null and a.expires_at > ${now}),
      date_trunc('hour', ${now}::timestamptz)) as pulse
    from waitlist_entries e where e.status = any(${[...standing]})
    group by e.organization_id order by e.organization_id`.execute(db);
  return rows;
};
