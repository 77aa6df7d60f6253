import type { StoredCalendars } from "#src/db/queries/calendars.ts";
import type { Location, Provider, Service } from "#src/db/queries/catalog.ts";
import type { Calendar, Hours, TimeOff } from "#src/domain/availability/calendar.ts";
import { type Policy, policyAt } from "#src/domain/policy.ts";
import type { Business } from "./business.ts";

/** A provider at a location: the hours of both, and the rules where they and the service meet. */
export interface Workplace {
  readonly provider: Provider;
  readonly location: Location;
  readonly providerHours: Calendar;
  readonly locationHours: Calendar;
  readonly policy: Policy;
}

/** What a lead wants of whoever serves them, where nobody is named. */
export interface Traits {
  readonly gender?: "female" | "male" | undefined;
  /** ISO 639-1 codes; all of them. */
  readonly languages?: readonly string[] | undefined;
}

/** Who and where it may be; absent means anybody, anywhere. */
export interface Only {
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly traits?: Traits | undefined;
  /** People and places that do not serve this lead. */
  readonly barred?: readonly BarredPlace[] | undefined;
}

export interface BarredPlace {
  readonly provider_id: string | null;
  readonly location_id: string | null;
}

/** Every place where somebody gives this service. */
export const workplacesOf = (business: Business, service: Service, only: Only): Workplace[] => {
  const { stored } = business;
  const givers = new Set(
    stored.given
      .filter(({ service_id }) => service_id === service.id)
      .map((row) => row.provider_id),
  );
  const providers = stored.providers.filter(
    (provider) =>
      givers.has(provider.id) &&
      (only.providerId ?? provider.id) === provider.id &&
      missingTraits(provider, only.traits) === 0,
  );
  const kind = service.travels ? "area" : "branch";
  const locations = stored.locations.filter(
    (location) => location.kind === kind && (only.locationId ?? location.id) === location.id,
  );
  return providers.flatMap((provider) =>
    locations
      .filter((location) => worksAt(stored, provider.id, location.id))
      .filter((location) => !isBarred(only.barred, provider, location))
      .map((location) => workplaceOf(business, service, provider, location)),
  );
};

/** How many of the wishes a provider does not meet. */
export const missingTraits = (
  provider: Pick<Provider, "gender" | "languages">,
  { gender, languages = [] }: Traits = {},
): number =>
  (gender === undefined || gender === provider.gender ? 0 : 1) +
  languages.filter((language) => !provider.languages.includes(language)).length;

const isBarred = (
  barred: readonly BarredPlace[] = [],
  provider: Provider,
  location: Location,
): boolean =>
  barred.some(
    ({ provider_id, location_id }) => provider_id === provider.id || location_id === location.id,
  );

export const worksAt = (
  { hours, overrides }: StoredCalendars,
  providerId: string,
  locationId: string,
) =>
  [...hours, ...overrides].some(
    (row) => row.provider_id === providerId && row.location_id === locationId,
  );

/** One provider at one location, whoever gives the service. */
export const workplaceOf = (
  { organization, stored }: Business,
  service: Service,
  provider: Provider,
  location: Location,
): Workplace => ({
  provider,
  location,
  providerHours: calendarOf(stored, location, provider),
  locationHours: calendarOf(stored, location, null),
  policy: policyAt(organization.policy, location.rules, service.rules, provider.rules),
});

/** The hours of a provider at a location, or with null of the location itself. */
export const calendarOf = (
  stored: Pick<StoredCalendars, "hours" | "overrides" | "timeOff">,
  location: Location,
  provider: Provider | null,
): Calendar => {
  const owner = provider?.id ?? null;
  const here = (row: { provider_id: string | null; location_id: string | null }) =>
    row.provider_id === owner && row.location_id === location.id;
  const hours = stored.hours.filter(here);
  const ofKind = (kind: "open" | "break"): Hours[] =>
    hours
      .filter((row) => row.kind === kind)
      .map(({ weekday, starts, ends }) => ({ weekday, start: starts, end: ends }));
  return {
    timezone: provider?.timezone ?? location.timezone,
    workingHours: ofKind("open"),
    breaks: ofKind("break"),
    overrides: stored.overrides.filter(here).map(({ date, intervals }) => ({ date, intervals })),
    timeOff: stored.timeOff
      .filter((row) => (provider ? row.provider_id === owner : row.location_id === location.id))
      .map(toTimeOff),
  };
};

export const toTimeOff = (row: StoredCalendars["timeOff"][number]): TimeOff => {
  if (row.start_date !== null && row.end_date !== null) {
    return { startDate: row.start_date, endDate: row.end_date };
  }
  if (row.starts_at !== null && row.ends_at !== null) {
    return { start: row.starts_at.getTime(), end: row.ends_at.getTime() };
  }
  throw new Error(`time off ${row.id} has neither dates nor instants`);
};
