import { type Insertable, type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { AllocationsTable } from "../tables/bookings.ts";
import type { ConsentRow } from "./consents.ts";

export type Allocation = Selectable<AllocationsTable>;

interface Taken {
  readonly provider_id: string;
  readonly kind: Allocation["kind"];
  readonly capacity: number;
  readonly service_id: string | null;
  readonly starts: Date;
  readonly ends: Date;
}

/**
 * Active allocations of these providers that touch `[from, to)`, with their buffers. Holds that
 * have expired at `now` no longer count. `exceptBookingId` leaves one booking's own time out.
 */
export const listTaken = (
  db: Db | Tx,
  query: {
    readonly providerIds: readonly string[];
    readonly from: Date;
    readonly to: Date;
    readonly now: Date;
    readonly exceptBookingId?: string | undefined;
  },
): Promise<Taken[]> =>
  db
    .selectFrom("allocations")
    .select(["provider_id", "kind", "capacity", "service_id"])
    .select([sql<Date>`lower(during)`.as("starts"), sql<Date>`upper(during)`.as("ends")])
    .where("provider_id", "in", [...query.providerIds])
    .where("released_at", "is", null)
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

/** Takes the providers' locks in one order for everybody, so that writers queue and never deadlock. */
export const lockProviders = async (
  tx: Tx,
  organizationId: string,
  providerIds: readonly string[],
): Promise<void> => {
  await tx
    .selectFrom("providers")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "in", [...providerIds])
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
};

/** The exclusion constraint knows no clock: holds past their time are released before new ones. */
export const releaseExpiredHolds = async (
  tx: Tx,
  providerIds: readonly string[],
  now: Date,
): Promise<void> => {
  await tx
    .updateTable("allocations")
    .set({ released_at: now })
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .where("expires_at", "<=", now)
    .where("provider_id", "in", [...providerIds])
    .execute();
};

/** Frees everything a booking holds. */
export const releaseAllocations = async (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable("allocations")
    .set({ released_at: now })
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .execute();
};

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
 * Turns a hold into the booking's appointment, frees everything else the booking holds and spends
 * the yes, in one round trip.
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
      .where("id", "!=", hold.id)
      .where("released_at", "is", null),
  );
  const spending = spent
    ? freeing.with("spent", (cte) => cte.insertInto("consents").values(spent))
    : freeing;
  await spending
    .updateTable("allocations")
    .set({ kind: "booking", expires_at: null })
    .where("organization_id", "=", hold.organization_id)
    .where("id", "=", hold.id)
    .where("kind", "=", "hold")
    .where("released_at", "is", null)
    .returning("id")
    .executeTakeFirstOrThrow();
};
