import type { Db, Tx } from "#src/db/connect.ts";
import { readCalendars, type StoredCalendars } from "#src/db/queries/calendars.ts";
import type { Location, Provider } from "#src/db/queries/catalog.ts";
import type { Calendar, Hours, TimeOff } from "#src/domain/availability/calendar.ts";
import { isUuid } from "./session.ts";

/** A provider's hours at one location, and the location's own, which bind them. */
export interface Workplace {
  readonly provider: Provider;
  readonly location: Location;
  readonly providerHours: Calendar;
  readonly locationHours: Calendar;
}

/** Every place where somebody gives this service; in one round trip whatever their number. */
export const loadWorkplaces = async (
  db: Db | Tx,
  organizationId: string,
  serviceId: string,
  only: { readonly providerId?: string | undefined; readonly locationId?: string | undefined },
): Promise<Workplace[]> => {
  if (![only.providerId, only.locationId].every((id) => id === undefined || isUuid(id))) return [];
  const stored = await readCalendars(db, organizationId, serviceId, only);
  const { providers, locations } = stored;
  const locationHours = new Map(
    locations.map((location) => [location.id, calendarOf(stored, location, null)]),
  );
  return providers.flatMap((provider) =>
    locations
      .filter((location) => worksAt(stored, provider.id, location.id))
      .map((location) => ({
        provider,
        location,
        providerHours: calendarOf(stored, location, provider),
        locationHours: locationHours.get(location.id) ?? calendarOf(stored, location, null),
      })),
  );
};

const worksAt = ({ hours, overrides }: StoredCalendars, providerId: string, locationId: string) =>
  [...hours, ...overrides].some(
    (row) => row.provider_id === providerId && row.location_id === locationId,
  );

const calendarOf = (
  stored: StoredCalendars,
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

const toTimeOff = (row: StoredCalendars["timeOff"][number]): TimeOff => {
  if (row.start_date !== null && row.end_date !== null) {
    return { startDate: row.start_date, endDate: row.end_date };
  }
  if (row.starts_at !== null && row.ends_at !== null) {
    return { start: row.starts_at.getTime(), end: row.ends_at.getTime() };
  }
  throw new Error(`time off ${row.id} has neither dates nor instants`);
};
