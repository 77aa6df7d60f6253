import type { z } from "zod";

import { refuse } from "#src/booking/refuse.ts";
import {
  type Location,
  listLocations,
  listProviders,
  type Provider,
} from "#src/db/queries/catalog.ts";
import { listOverrides, listTimeOff } from "#src/db/queries/catalog-hours.ts";
import { listAllHours, listCalendarEntries, listResources } from "#src/db/queries/desk-calendar.ts";
import { type Answer, type ErrorReply, invalid, ok } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { CalendarAnswer, ReadCalendar } from "./contract/calendar.ts";
import { findPlace } from "./find-place.ts";
import type { LocalRange } from "./local-time.ts";
import { rangeAsked } from "./range-asked.ts";
import { type Hours, openOf, toAwayRecord, toEntryRecord } from "./records/calendar-record.ts";
import { toOverrideRecord } from "./records/hours-records.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";

type Asked = z.output<typeof ReadCalendar>;
type Shown = z.output<typeof CalendarAnswer>;

const mostDays = 31;
/** A month of fifty people with ten appointments a day each is 15 500; nobody reads that at once. */
const mostEntries = 5_000;

/** The calendar of these dates as the caller may see it: a provider has one column, their own. */
export const readCalendar = async (
  deps: ServerDeps,
  call: ApiCall,
  asked: Asked,
): Promise<Answer<Shown> | ErrorReply> => {
  const found = await findPlace(deps, call, asked);
  if (!found.ok) return found.answer;
  const own = call.caller.providerId;
  if (own !== null && asked.providerId !== undefined && asked.providerId !== own) {
    const no = refuse(deps, call, "unknown_provider", "the caller sees their own calendar");
    return refused(no, { field: "providerId" });
  }
  const zone = found.place.location?.timezone ?? call.organization.timezone;
  const range = rangeAsked(zone, asked, mostDays);
  if (range === "length") return invalid("to", "rangeLength", call.language);
  if ("missing" in range) {
    const no = refuse(deps, call, "impossible_date", `${range.missing} is no date`);
    return refused(no, { field: range.missing });
  }
  return ok(await show(deps, call, { ...asked, range, zone }));
};

interface Look extends Asked {
  readonly range: LocalRange;
  readonly zone: string;
}

const show = async (deps: ServerDeps, call: ApiCall, look: Look): Promise<Shown> => {
  const { db, now } = deps;
  const { id: organizationId } = call.organization;
  const { range, zone, locationId = null } = look;
  const all = { organizationId, providerId: null };
  const [everybody, places, things, hours, overrides, timeOff] = await Promise.all([
    listProviders(db, organizationId),
    listLocations(db, organizationId),
    listResources(db, organizationId),
    listAllHours(db, organizationId),
    listOverrides(db, all, look),
    listTimeOff(db, all, { ...look, zone }),
  ]);
  const own = call.caller.providerId;
  const only = own ?? look.providerId;
  const locations = places.filter(({ id }) => id === (locationId ?? id));
  const binding: Hours = { hours, overrides, timeOff };
  const providers = everybody
    .filter(({ id }) => id === (only ?? id))
    .filter(({ id }) => only !== undefined || worksAt(binding, id, locations));
  // What stands in a room says who else is treated there.
  const resources =
    only === undefined ? things.filter((one) => locations.some(isPlaceOf(one))) : [];
  const entries = await listCalendarEntries(db, {
    ...{ organizationId, locationId, ...range, now: now(), limit: mostEntries + 1 },
    holderIds: [...providers, ...resources].map(({ id }) => id),
  });
  const isShown = isOf(providers, locations, resources);
  return {
    success: true,
    timezone: zone,
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    locations: locations.map(({ id, name }) => ({ location_id: id, name })),
    providers: providers.map((one) => ({
      ...{ provider_id: one.id, name: one.name },
      open: openOf(binding, one, locations, range),
    })),
    resources: resources.map(({ id, name, kind, location_id }) => ({
      ...{ resource_id: id, name, kind, location_id },
    })),
    entries: entries.slice(0, mostEntries).map(toEntryRecord),
    complete: entries.length <= mostEntries,
    time_off: timeOff
      .filter(isShown)
      .flatMap((row) => toAwayRecord(row, zoneOfOwner(row, everybody, places) ?? zone)),
    overrides: overrides.filter(isShown).map(toOverrideRecord),
  };
};

const isPlaceOf =
  ({ location_id }: { readonly location_id: string }) =>
  ({ id }: Location): boolean =>
    id === location_id;

/** Who never works at the places shown has no column. */
const worksAt = (
  { hours, overrides }: Hours,
  providerId: string,
  locations: readonly Location[],
): boolean =>
  [...hours, ...overrides].some(
    (row) => row.provider_id === providerId && locations.some(isPlaceOf(row)),
  );

interface Owned {
  readonly provider_id: string | null;
  readonly location_id: string | null;
  readonly resource_id?: string | null;
}

/** Of a person, of a thing, or of a place alone: whether it belongs to what is shown. */
const isOf =
  (
    providers: readonly { readonly id: string }[],
    locations: readonly { readonly id: string }[],
    resources: readonly { readonly id: string }[],
  ) =>
  ({ provider_id, location_id, resource_id = null }: Owned): boolean => {
    const among = (list: readonly { readonly id: string }[], id: string | null) =>
      list.some((one) => one.id === id);
    if (provider_id !== null) return among(providers, provider_id);
    return resource_id === null ? among(locations, location_id) : among(resources, resource_id);
  };

const zoneOfOwner = (
  { provider_id, location_id }: Owned,
  providers: readonly Provider[],
  locations: readonly Location[],
): string | null | undefined =>
  provider_id === null
    ? locations.find(({ id }) => id === location_id)?.timezone
    : providers.find(({ id }) => id === provider_id)?.timezone;
