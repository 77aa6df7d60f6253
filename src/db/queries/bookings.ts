import {
  type Insertable,
  type InsertObject,
  type RawBuilder,
  type Selectable,
  sql,
  type Updateable,
} from "kysely";

import { appointedStates } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";
import type { Database } from "../schema.ts";
import type { BookingEventsTable, BookingsTable } from "../tables/bookings.ts";
import { isBehind, type Page } from "./page.ts";

export type BookingRow = Selectable<BookingsTable>;

/** A booking with the names that stand beside its ids. */
export type NamedBookingRow = BookingRow & {
  readonly service_name: string | null;
  readonly provider_name: string | null;
  readonly location_name: string | null;
  readonly location_timezone: string | null;
};

/** Every query of bookings starts here. */
export const namedBookings = (db: Db | Tx) =>
  db
    .selectFrom("bookings")
    .leftJoin("services", (join) =>
      join
        .onRef("services.organization_id", "=", "bookings.organization_id")
        .onRef("services.id", "=", "bookings.service_id"),
    )
    .leftJoin("providers", (join) =>
      join
        .onRef("providers.organization_id", "=", "bookings.organization_id")
        .onRef("providers.id", "=", "bookings.provider_id"),
    )
    .leftJoin("locations", (join) =>
      join
        .onRef("locations.organization_id", "=", "bookings.organization_id")
        .onRef("locations.id", "=", "bookings.location_id"),
    )
    .selectAll("bookings")
    .select([
      "services.name as service_name",
      "providers.name as provider_name",
      "locations.name as location_name",
      "locations.timezone as location_timezone",
    ]);

/** Whose things exist for a caller: all of an organization, or those of one provider in it. */
export interface Reach {
  readonly organizationId: string;
  readonly providerId: string | null;
}

/**
 * Whether a booking is within reach. A provider's are those they give, wholly or a part of, and
 * those that have no time now and had one with them last.
 */
export const isWithin = ({ organizationId, providerId }: Reach): RawBuilder<boolean> =>
  providerId === null
    ? sql`bookings.organization_id = ${organizationId}`
    : sql`(bookings.organization_id = ${organizationId} and (
        bookings.provider_id = ${providerId}
        or bookings.parts @> jsonb_build_array(jsonb_build_object('providerId', ${providerId}::text))
        or (bookings.provider_id is null
          and bookings.previous_appointments -> -1 ->> 'providerId' = ${providerId}::text)))`;

export const findBookingWithin = (
  db: Db | Tx,
  reach: Reach,
  id: string,
): Promise<NamedBookingRow | undefined> =>
  namedBookings(db).where(isWithin(reach)).where("bookings.id", "=", id).executeTakeFirst();

export const findBooking = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<NamedBookingRow | undefined> =>
  findBookingWithin(db, { organizationId, providerId: null }, id);

/** Bookings of one lead within reach, the newest first. */
export const listBookingsOfLeadWithin = (
  db: Db | Tx,
  reach: Reach,
  leadId: string,
  limit: number,
): Promise<NamedBookingRow[]> =>
  namedBookings(db)
    .where(isWithin(reach))
    .where("bookings.lead_id", "=", leadId)
    .orderBy("bookings.created_at", "desc")
    .orderBy("bookings.id")
    .limit(limit)
    .execute();

/** Bookings of one lead, the newest first. */
export const listBookingsOfLead = (
  db: Db | Tx,
  organizationId: string,
  leadId: string,
  limit = 20,
): Promise<NamedBookingRow[]> =>
  listBookingsOfLeadWithin(db, { organizationId, providerId: null }, leadId, limit);

/** Appointments of one lead in these states that start in `[from, to]`. */
export const appointmentsOfLead = async (
  db: Db | Tx,
  organizationId: string,
  asked: {
    readonly leadId: string;
    readonly exceptBookingId: string;
    readonly states: readonly BookingRow["state"][];
    readonly from: Date;
    readonly to: Date;
  },
): Promise<{ starts_at: Date }[]> =>
  db
    .selectFrom("bookings")
    .select("starts_at")
    .$narrowType<{ starts_at: Date }>()
    .where("organization_id", "=", organizationId)
    .where("lead_id", "=", asked.leadId)
    .where("id", "!=", asked.exceptBookingId)
    .where("state", "in", [...asked.states])
    .where("starts_at", ">=", asked.from)
    .where("starts_at", "<=", asked.to)
    .execute();

/** Most visits of one lead that are counted. */
const mostVisits = 1_000;

/** Starts of a lead's other visits that stand or took place, in epoch milliseconds; the latest ones. */
export const visitsOfLead = async (
  db: Db | Tx,
  organizationId: string,
  { leadId, id }: { readonly leadId: string; readonly id: string },
): Promise<number[]> => {
  const rows = await db
    .selectFrom("bookings")
    .select("starts_at")
    .$narrowType<{ starts_at: Date }>()
    .where("organization_id", "=", organizationId)
    .where("lead_id", "=", leadId)
    .where("id", "!=", id)
    .where("starts_at", "is not", null)
    .where((eb) =>
      eb.or([eb("state", "in", [...appointedStates]), eb("show_up_status", "=", true)]),
    )
    .orderBy("starts_at", "desc")
    .limit(mostVisits)
    .execute();
  return rows.map(({ starts_at }) => starts_at.getTime());
};

/** One page of the bookings within reach, the newest first, after the given place. */
export const listBookings = (
  db: Db | Tx,
  reach: Reach,
  page: Page & { readonly state: BookingRow["state"] | null },
): Promise<NamedBookingRow[]> =>
  namedBookings(db)
    .where(isWithin(reach))
    .$if(page.state !== null, (query) => query.where("bookings.state", "=", page.state))
    .where(isBehind("bookings", page.after))
    .orderBy("bookings.created_at", "desc")
    .orderBy("bookings.id")
    .limit(page.limit)
    .execute();

export const insertBooking = async (tx: Tx, row: Insertable<BookingsTable>): Promise<void> => {
  await tx.insertInto("bookings").values(row).execute();
};

/** Everything but the state, which only a transition writes. */
export type BookingChange = Omit<Updateable<BookingsTable>, "state" | "state_history" | "version">;

/** Writes a change and answers the booking as it stands after it. */
export const updateBooking = (
  tx: Tx,
  organizationId: string,
  id: string,
  change: Updateable<BookingsTable>,
): Promise<NamedBookingRow> =>
  tx
    .updateTable("bookings")
    .set(change)
    .where("bookings.organization_id", "=", organizationId)
    .where("bookings.id", "=", id)
    .returningAll()
    .returning([
      nameOf("services", "name", "service_id").as("service_name"),
      nameOf("providers", "name", "provider_id").as("provider_name"),
      nameOf("locations", "name", "location_id").as("location_name"),
      nameOf("locations", "timezone", "location_id").as("location_timezone"),
    ])
    .executeTakeFirstOrThrow();

const nameOf = (table: string, column: string, reference: string) =>
  sql<string | null>`(select named.${sql.ref(column)} from ${sql.table(table)} named
    where named.organization_id = bookings.organization_id
      and named.id = ${sql.ref(`bookings.${reference}`)})`;

/** The event as a statement, for whoever writes it beside something else. */
export const bookingEvent = (tx: Tx, row: InsertObject<Database, "booking_events">) =>
  tx.insertInto("booking_events").values(row);

export const insertBookingEvent = async (
  tx: Tx,
  row: InsertObject<Database, "booking_events">,
): Promise<void> => {
  await bookingEvent(tx, row).execute();
};

export const listBookingEvents = (
  db: Db | Tx,
  organizationId: string,
  bookingId: string,
): Promise<Selectable<BookingEventsTable>[]> =>
  db
    .selectFrom("booking_events")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("booking_id", "=", bookingId)
    .orderBy("position")
    .execute();

/** Whether a lead has a booking in these states, ahead where it has a time. */
export const hasLiveBooking = async (
  tx: Tx,
  of: { readonly organizationId: string; readonly leadId: string; readonly now: Date },
  states: readonly BookingRow["state"][],
): Promise<boolean> => {
  const found = await tx
    .selectFrom("bookings")
    .select("id")
    .where("organization_id", "=", of.organizationId)
    .where("lead_id", "=", of.leadId)
    .where("state", "in", [...states])
    .where((eb) => eb.or([eb("starts_at", "is", null), eb("starts_at", ">", of.now)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
};
