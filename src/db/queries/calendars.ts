import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { HourOverridesTable, TimeOffTable, WorkingHoursTable } from "../tables/catalog.ts";
import type { Location, Provider } from "./catalog.ts";

/** Who gives a service, where, and everybody's hours; the locations' own among them. */
export interface StoredCalendars {
  readonly providers: readonly Provider[];
  readonly locations: readonly Location[];
  readonly hours: readonly Selectable<WorkingHoursTable>[];
  readonly overrides: readonly Selectable<HourOverridesTable>[];
  readonly timeOff: readonly Selectable<TimeOffTable>[];
}

type Instant = "starts_at" | "ends_at";
type StoredTimeOff = Omit<Selectable<TimeOffTable>, Instant> & Record<Instant, string | null>;

/** The active providers of a service and the hours that bind them, in one round trip. */
export const readCalendars = async (
  db: Db | Tx,
  organizationId: string,
  serviceId: string,
  only: { readonly providerId?: string | undefined; readonly locationId?: string | undefined },
): Promise<StoredCalendars> => {
  const { providerId = null, locationId = null } = only;
  const ofOurs = sql`organization_id = ${organizationId}
    and (provider_id is null or provider_id in (select id from chosen))`;
  const listed = (table: string, order: string) =>
    sql`coalesce((select json_agg(listed order by ${sql.raw(order)})
      from ${sql.table(table)} listed where ${ofOurs}), '[]')`;
  const { rows } = await sql<Omit<StoredCalendars, "timeOff"> & { timeOff: StoredTimeOff[] }>`
    with chosen as (
      select providers.* from providers
      join provider_services given on given.organization_id = providers.organization_id
        and given.provider_id = providers.id
      where providers.organization_id = ${organizationId} and providers.active
        and given.service_id = ${serviceId}
        and (${providerId}::uuid is null or providers.id = ${providerId}::uuid)
    )
    select
      coalesce((select json_agg(chosen order by position) from chosen), '[]')
        as providers,
      coalesce((select json_agg(locations order by position) from locations
        where organization_id = ${organizationId} and active
          and (${locationId}::uuid is null or id = ${locationId}::uuid)), '[]') as locations,
      ${listed("working_hours", "weekday, starts")} as hours,
      ${listed("hour_overrides", "date")} as overrides,
      ${listed("time_off", "id")} as "timeOff"`.execute(db);
  const [found] = rows;
  if (!found) throw new Error("a select without a from answers one row");
  return {
    ...found,
    timeOff: found.timeOff.map((row) => ({
      ...row,
      starts_at: row.starts_at === null ? null : new Date(row.starts_at),
      ends_at: row.ends_at === null ? null : new Date(row.ends_at),
    })),
  };
};
