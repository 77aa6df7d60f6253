import type { Db, Tx } from "../connect.ts";
import { type NamedBookingRow, namedBookings } from "./bookings.ts";

/** A booking with what else stands in an invitation to it. */
export type PlacedBooking = NamedBookingRow & {
  readonly organization_name: string;
  readonly organization_slug: string;
  readonly location_address: string | null;
};

const placedBookings = (db: Db | Tx) =>
  namedBookings(db)
    .innerJoin("organizations", "organizations.id", "bookings.organization_id")
    .select([
      "organizations.name as organization_name",
      "organizations.slug as organization_slug",
      "locations.address as location_address",
    ]);

export const findPlacedBooking = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<PlacedBooking | undefined> =>
  placedBookings(db)
    .where("bookings.organization_id", "=", organizationId)
    .where("bookings.id", "=", id)
    .executeTakeFirst();

/** The booking a message tells of; undefined: of none. */
export const findToldBooking = (
  tx: Tx,
  organizationId: string,
  messageId: string,
): Promise<PlacedBooking | undefined> =>
  placedBookings(tx)
    .innerJoin("messages", (join) =>
      join
        .onRef("messages.organization_id", "=", "bookings.organization_id")
        .onRef("messages.told_booking_id", "=", "bookings.id"),
    )
    .where("messages.organization_id", "=", organizationId)
    .where("messages.id", "=", messageId)
    .executeTakeFirst();
