import type { Insertable, Selectable } from "kysely";

import type { BookingState } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";
import type { BookingSeriesTable } from "../tables/bookings.ts";
import { type NamedBookingRow, namedBookings } from "./bookings.ts";

export type Series = Selectable<BookingSeriesTable>;

export const insertSeries = async (tx: Tx, row: Insertable<BookingSeriesTable>): Promise<void> => {
  await tx.insertInto("booking_series").values(row).execute();
};

export const findSeries = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Series | undefined> =>
  db
    .selectFrom("booking_series")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/** The visits of a series in these states, in order. */
export const listVisits = (
  db: Db | Tx,
  organizationId: string,
  asked: {
    readonly seriesId: string;
    readonly states: readonly BookingState[];
    readonly fromPosition?: number | undefined;
    readonly toPosition?: number | undefined;
  },
): Promise<NamedBookingRow[]> => {
  const { seriesId, states, fromPosition = 0, toPosition } = asked;
  return namedBookings(db)
    .where("bookings.organization_id", "=", organizationId)
    .where("bookings.series_id", "=", seriesId)
    .where("bookings.series_position", ">=", fromPosition)
    .$if(toPosition !== undefined, (query) =>
      query.where("bookings.series_position", "<=", toPosition ?? null),
    )
    .where("bookings.state", "in", [...states])
    .orderBy("bookings.series_position")
    .execute();
};

/** Locks the visits of a series in their order, before anything else of them is touched. */
export const lockVisits = async (
  tx: Tx,
  organizationId: string,
  seriesId: string,
): Promise<void> => {
  await tx
    .selectFrom("bookings")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("series_id", "=", seriesId)
    .orderBy("series_position")
    .forUpdate()
    .execute();
};
