import { type Insertable, type Selectable, sql, type Updateable } from "kysely";

import { openStates } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";
import type { WaitlistEntriesTable } from "../tables/bookings.ts";

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
  page: {
    readonly limit: number;
    readonly after: { readonly createdAt: Date; readonly id: string } | null;
    readonly now: Date;
  },
): Promise<WaitlistRow[]> =>
  withService(db, organizationId)
    .where("entry.expires_at", ">", page.now)
    .where("entry.status", "in", standing)
    .$if(page.after !== null, (query) =>
      query.where(
        sql<boolean>`(entry.created_at, ${page.after?.id}::uuid)
          < (${page.after?.createdAt}, entry.id)`,
      ),
    )
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
