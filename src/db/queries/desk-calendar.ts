import { sql } from "kysely";

import type { BookingState } from "#src/domain/booking-states.ts";
import type { Db } from "../connect.ts";
import type { Allocation } from "./allocations.ts";

/** Time taken of one provider or resource, with what a calendar says of it. */
export interface CalendarEntry {
  readonly id: string;
  readonly kind: Allocation["kind"];
  readonly provider_id: string | null;
  readonly resource_id: string | null;
  readonly location_id: string | null;
  readonly booking_id: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly expires_at: Date | null;
  readonly service_id: string | null;
  readonly service_name: string | null;
  /** One of several services in a row: it cannot be moved alone. */
  readonly in_package: boolean;
  readonly state: BookingState | null;
  readonly lead_id: string | null;
  readonly lead_name: string | null;
  readonly participants: number | null;
}

/**
 * What is taken of these providers and resources in `[from, to)`, by start; what lapsed before `now`
 * is not. Runs on the index of holders by the end of their time.
 */
export const listCalendarEntries = async (
  db: Db,
  asked: {
    readonly organizationId: string;
    readonly holderIds: readonly string[];
    readonly locationId: string | null;
    readonly from: Date;
    readonly to: Date;
    readonly now: Date;
    readonly limit: number;
  },
): Promise<CalendarEntry[]> => {
  const { organizationId, holderIds, locationId, from, to, now, limit } = asked;
  const { rows } = await sql<CalendarEntry>`
    select taken.id, taken.kind, taken.provider_id, taken.resource_id, taken.location_id,
      taken.booking_id, taken.starts_at, taken.ends_at, taken.expires_at, taken.service_id,
      services.name as service_name, coalesce(taken.service_id <> bookings.service_id, false) as in_package,
      bookings.state, taken.lead_id, leads.name as lead_name, bookings.participants
    from allocations taken
    left join bookings on bookings.organization_id = taken.organization_id
      and bookings.id = taken.booking_id
    left join services on services.organization_id = taken.organization_id
      and services.id = taken.service_id
    left join leads on leads.organization_id = taken.organization_id
      and leads.id = taken.lead_id
    where taken.organization_id = ${organizationId}
      and taken.holder_id = any(${[...holderIds]}::uuid[])
      and (${locationId}::uuid is null or taken.location_id is null or taken.location_id = ${locationId})
      and taken.released_at is null
      and upper(taken.during) > ${from}
      and taken.ends_at > ${from} and taken.starts_at < ${to}
      and (taken.expires_at is null or taken.expires_at > ${now})
    order by taken.starts_at, taken.id
    limit ${limit}`.execute(db);
  return rows;
};

/** The weekly hours that bind in an organization, of whoever and wherever. */
export const listAllHours = (db: Db, organizationId: string) =>
  db
    .selectFrom("working_hours")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("weekday")
    .orderBy("starts")
    .execute();

/** Rooms, chairs and machines that can be used, as they are listed. */
export const listResources = (db: Db, organizationId: string) =>
  db
    .selectFrom("resources")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("active", "=", true)
    .orderBy("position")
    .execute();
