import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type {
  HourOverridesTable,
  PriceRulesTable,
  ResourcesTable,
  ServicePartsTable,
  ServiceResourcesTable,
  TimeOffTable,
  TravelTimesTable,
  WorkingHoursTable,
} from "../tables/catalog.ts";
import type { Location, Provider, Service } from "./catalog.ts";

export type ServicePart = Selectable<ServicePartsTable>;
export type Resource = Selectable<ResourcesTable>;

/** Services with everybody and everything that is needed to give them, and all hours that bind. */
export interface StoredCalendars {
  /** The services asked about and, for packages, those they are made of. */
  readonly services: readonly Service[];
  readonly parts: readonly ServicePart[];
  readonly needs: readonly Selectable<ServiceResourcesTable>[];
  readonly given: readonly { readonly provider_id: string; readonly service_id: string }[];
  readonly providers: readonly Provider[];
  readonly locations: readonly Location[];
  readonly resources: readonly Resource[];
  readonly travel: readonly Selectable<TravelTimesTable>[];
  readonly hours: readonly Selectable<WorkingHoursTable>[];
  readonly overrides: readonly Selectable<HourOverridesTable>[];
  readonly timeOff: readonly Selectable<TimeOffTable>[];
  /** Those in force; who reads a service to book it is told its price. */
  readonly priceRules: readonly StoredPriceRule[];
}

type StoredPriceRule = Omit<Selectable<PriceRulesTable>, "created_at" | "updated_at">;

type Instant = "starts_at" | "ends_at";
type StoredTimeOff = Omit<Selectable<TimeOffTable>, Instant> & Record<Instant, string | null>;

/**
 * The calendars of any number of services, in one round trip. Providers and locations are the
 * active ones; who lacks a service's skills does not give it.
 */
export const readCalendars = async (
  db: Db | Tx,
  organizationId: string,
  {
    serviceIds,
    providerIds,
  }: {
    readonly serviceIds: readonly string[];
    /** The only people it is about; everybody when absent. */
    readonly providerIds?: readonly string[] | undefined;
  },
): Promise<StoredCalendars> => {
  const only = providerIds ? [...providerIds] : null;
  const ours = sql`organization_id = ${organizationId}`;
  const all = (from: ReturnType<typeof sql>, order: string) =>
    sql`coalesce((select json_agg(listed order by ${sql.raw(order)}) from (${from}) listed), '[]')`;
  const ofChosen = (table: string) => sql`select * from ${sql.table(table)} where ${ours}
    and (provider_id is null or provider_id in (select provider_id from given))`;
  const { rows } = await sql<Omit<StoredCalendars, "timeOff"> & { timeOff: StoredTimeOff[] }>`
    with parts as (
      select * from service_parts where ${ours} and package_id = any(${[...serviceIds]}::uuid[])
    ),
    asked as (
      select * from services where ${ours} and (id = any(${[...serviceIds]}::uuid[])
        or id in (select service_id from parts))
    ),
    given as (
      select given.provider_id, given.service_id from provider_services given
      join asked on asked.id = given.service_id
      join providers on providers.organization_id = given.organization_id
        and providers.id = given.provider_id and providers.active
        and providers.skills @> asked.required_skills
      where given.organization_id = ${organizationId}
        and (${only}::uuid[] is null or given.provider_id = any(${only}::uuid[]))
    )
    select
      ${all(sql`select * from asked`, "position")} as services,
      ${all(sql`select * from parts`, "package_id, position")} as parts,
      ${all(
        sql`select * from service_resources where ${ours}
        and service_id in (select id from asked)`,
        "kind",
      )} as needs,
      ${all(sql`select * from given`, "provider_id")} as given,
      ${all(
        sql`select * from providers where ${ours}
        and id in (select provider_id from given)`,
        "position",
      )} as providers,
      ${all(sql`select * from locations where ${ours} and active`, "position")} as locations,
      ${all(
        sql`select * from resources where ${ours} and active and kind in (select kind
        from service_resources where ${ours}
          and service_id in (select id from asked))`,
        "position",
      )} as resources,
      ${all(sql`select * from travel_times where ${ours}`, "minutes")} as travel,
      ${all(ofChosen("working_hours"), "weekday, starts")} as hours,
      ${all(ofChosen("hour_overrides"), "date")} as overrides,
      ${all(ofChosen("time_off"), "id")} as "timeOff",
      ${all(sql`select * from price_rules where ${ours} and active`, "id")} as "priceRules"`.execute(
    db,
  );
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
