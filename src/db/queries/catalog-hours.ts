import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type {
  HourOverridesTable,
  TimeOffTable,
  TravelTimesTable,
  WorkingHoursTable,
} from "../tables/catalog.ts";
import type { Reach } from "./bookings.ts";

export type WorkingHours = Selectable<WorkingHoursTable>;
export type HourOverride = Selectable<HourOverridesTable>;
export type TimeOff = Selectable<TimeOffTable>;

/** Dates "YYYY-MM-DD", both included. */
interface Dates {
  readonly from: string;
  readonly to: string;
}

/** A location's own hours, by weekday and start. */
export const listHoursOfLocation = (
  db: Db | Tx,
  organizationId: string,
  locationId: string,
): Promise<WorkingHours[]> =>
  db
    .selectFrom("working_hours")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("location_id", "=", locationId)
    .where("provider_id", "is", null)
    .orderBy("weekday")
    .orderBy("starts")
    .execute();

/** Hours of a provider at every location, by location, weekday and start. */
export const listHoursOfProvider = (
  db: Db | Tx,
  organizationId: string,
  providerId: string,
): Promise<WorkingHours[]> =>
  db
    .selectFrom("working_hours")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("provider_id", "=", providerId)
    .orderBy("location_id")
    .orderBy("weekday")
    .orderBy("starts")
    .execute();

/** Of those dates; for a provider their own and those of whole locations. */
export const listOverrides = (
  db: Db | Tx,
  { organizationId, providerId }: Reach,
  { from, to }: Dates,
): Promise<HourOverride[]> =>
  db
    .selectFrom("hour_overrides")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .$if(providerId !== null, (query) =>
      query.where((eb) =>
        eb.or([eb("provider_id", "is", null), eb("provider_id", "=", providerId)]),
      ),
    )
    .orderBy("date")
    .orderBy("id")
    .execute();

export const getOverride = (db: Db | Tx, organizationId: string, id: string) =>
  db
    .selectFrom("hour_overrides")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

/**
 * Time off that touches these dates, which are read in `zone` where it is kept as instants; for a
 * provider their own alone.
 */
export const listTimeOff = async (
  db: Db | Tx,
  { organizationId, providerId }: Reach,
  { from, to, zone }: Dates & { readonly zone: string },
): Promise<TimeOff[]> => {
  const { rows } = await sql<TimeOff>`
    select * from time_off
    where organization_id = ${organizationId}
      and (${providerId}::uuid is null or provider_id = ${providerId})
      and coalesce(end_date, (ends_at at time zone ${zone})::date) >= ${from}::date
      and coalesce(start_date, (starts_at at time zone ${zone})::date) <= ${to}::date
    order by coalesce(start_date, (starts_at at time zone ${zone})::date), id`.execute(db);
  return rows;
};

export const getTimeOff = (db: Db | Tx, organizationId: string, id: string): Promise<TimeOff> =>
  db
    .selectFrom("time_off")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

export const listTravelTimes = (
  db: Db | Tx,
  organizationId: string,
): Promise<Selectable<TravelTimesTable>[]> =>
  db
    .selectFrom("travel_times")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("from_location_id")
    .orderBy("to_location_id")
    .execute();
