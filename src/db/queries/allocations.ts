import { type Insertable, type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { AllocationsTable } from "../tables/bookings.ts";
import type { ConsentRow } from "./consents.ts";

export type Allocation = Selectable<AllocationsTable>;

/** Time taken of a provider or a resource, with its buffers. */
export interface Taken {
  readonly holder_id: string;
  readonly with_provider_id: string | null;
  readonly location_id: string | null;
  readonly units: number;
  readonly part: number;
  readonly kind: Allocation["kind"];
  readonly capacity: number;
  readonly service_id: string | null;
  readonly starts: Date;
  readonly ends: Date;
  /** The first whole millisecond at which a hold no longer counts; null for what does not expire. */
  readonly expires: Date | null;
}

/**
 * Active allocations of these providers and resources that touch `[from, to)`, with their buffers. Holds that
 * have expired at `now` no longer count. `exceptBookingId` leaves one booking's own time out.
 */
export const listTaken = (
  db: Db | Tx,
  query: {
    readonly organizationId: string;
    readonly holderIds: readonly string[];
    readonly from: Date;
    readonly to: Date;
    readonly now: Date;
    readonly exceptBookingId?: string | undefined;
  },
): Promise<Taken[]> =>
  db
    .selectFrom("allocations")
    .select(["holder_id", "with_provider_id", "location_id", "units", "part"])
    .select(["kind", "capacity", "service_id"])
    .select([
      sql<Date>`lower(during)`.as("starts"),
      sql<Date>`upper(during)`.as("ends"),
      sql<Date | null>`date_trunc('milliseconds', expires_at + interval '999 microseconds')`.as(
        "expires",
      ),
    ])
    .where("organization_id", "=", query.organizationId)
    .where(sql<boolean>`holder_id = any(${[...query.holderIds]}::uuid[])`)
    .where("released_at", "is", null)
    .where(sql<boolean>`upper(during) > ${query.from}`)
    .where(sql<boolean>`during && tstzrange(${query.from}, ${query.to})`)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", query.now)]))
    .$if(query.exceptBookingId !== undefined, (narrowed) =>
      narrowed.where((eb) =>
        eb.or([
          eb("booking_id", "is", null),
          eb("booking_id", "!=", query.exceptBookingId ?? null),
        ]),
      ),
    )
    .execute();

/**
 * Takes the locks of everybody who gives these services and of every resource they need, in one
 * order for all writers, so that they queue and never deadlock. Answers their ids.
 */
export const lockHolders = async (
  tx: Tx,
  organizationId: string,
  serviceIds: readonly string[],
): Promise<string[]> => {
  const services = sql`${[...serviceIds]}::uuid[]`;
  const providers = await sql<{ id: string }>`
    select id from providers where organization_id = ${organizationId} and active
      and id in (select provider_id from provider_services
        where organization_id = ${organizationId} and service_id = any(${services}))
    order by id for no key update`.execute(tx);
  const resources = await sql<{ id: string }>`
    select id from resources where organization_id = ${organizationId} and active
      and kind in (select kind from service_resources
        where organization_id = ${organizationId} and service_id = any(${services}))
    order by id for no key update`.execute(tx);
  return [...providers.rows, ...resources.rows].map(({ id }) => id);
};

/** The exclusion constraint knows no clock: holds past their time are released before new ones. */
export const releaseExpiredHolds = async (
  tx: Tx,
  organizationId: string,
  holderIds: readonly string[],
  now: Date,
): Promise<void> => {
  await tx
    .updateTable("allocations")
    .set({ released_at: now })
    .where("organization_id", "=", organizationId)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .where("expires_at", "<=", now)
    .where("holder_id", "in", [...holderIds])
    .execute();
};

/** What a booking held, and at which price it was offered. */
export type ReleasedAllocation = Pick<Allocation, "slot_id" | "price" | "expires_at">;

/** Frees everything a booking holds, and answers what that was. */
export const releaseAllocations = (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<ReleasedAllocation[]> =>
  tx
    .updateTable("allocations")
    .set({ released_at: now })
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .returning(["slot_id", "price", "expires_at"])
    .execute();

/** Holds a booking was offered and that nobody released; expired ones are among them. */
export const listHolds = (
  db: Db | Tx,
  organizationId: string,
  bookingId: string,
): Promise<Allocation[]> =>
  db
    .selectFrom("allocations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .orderBy("starts_at")
    .orderBy("part")
    .execute();

export const insertAllocations = async (
  tx: Tx,
  rows: readonly Insertable<AllocationsTable>[],
): Promise<void> => {
  if (rows.length > 0)
    await tx
      .insertInto("allocations")
      .values([...rows])
      .execute();
};

/**
 * Turns the hold of a slot, all its parts and resources, into the booking's appointment, frees
 * everything else the booking holds and spends the yes, in one round trip.
 */
export const bookHold = async (
  tx: Tx,
  hold: Allocation,
  spent: ConsentRow | null,
  now: Date,
): Promise<void> => {
  const freeing = tx.with("others", (cte) =>
    cte
      .updateTable("allocations")
      .set({ released_at: now })
      .where("organization_id", "=", hold.organization_id)
      .where("booking_id", "=", hold.booking_id)
      .where("released_at", "is", null)
      .where((eb) => eb.or([eb("slot_id", "!=", hold.slot_id), eb("kind", "!=", "hold")])),
  );
  const spending = spent
    ? freeing.with("spent", (cte) => cte.insertInto("consents").values(spent))
    : freeing;
  await spending
    .updateTable("allocations")
    .set({ kind: "booking", expires_at: null })
    .where("organization_id", "=", hold.organization_id)
    .where("booking_id", "=", hold.booking_id)
    .where("slot_id", "=", hold.slot_id)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .returning("id")
    .executeTakeFirstOrThrow();
};
