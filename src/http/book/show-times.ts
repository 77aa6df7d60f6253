import { z } from "zod";

import { listGiven, listLocations, listProviders, type Service } from "#src/db/queries/catalog.ts";
import { DAY, formatLocalDate, parseLocalDate } from "#src/domain/availability/local-date.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import type { Slot } from "#src/domain/slot.ts";
import { rangeOfDate } from "../local-time.ts";
import type { ServerDeps } from "../server-deps.ts";
import { type Narrowing, timesPage } from "./book-pages.ts";
import { bookWords } from "./book-words.ts";
import { type House, offeredService, showService, visitor } from "./open-house.ts";
import { startAgainPage } from "./outcome-pages.ts";

const OptionalId = z.uuid().or(z.literal("")).catch("");
const Count = z.coerce.number().int().min(1).max(1_440).optional().catch(undefined);

/** What may stand in the address; what cannot be read there narrows nothing. */
const Asked = z.object({
  service: z.uuid().catch(""),
  provider: OptionalId.default(""),
  location: OptionalId.default(""),
  from: z.string().max(10).default(""),
  people: Count,
  minutes: Count,
});

type Asked = z.output<typeof Asked>;

const shownDays = 7;
/** A page of times, however many people have them. */
const mostTimes = 400;
const mostDaysAhead = 366;

/** The free times of a week; nothing is held by looking. */
export const showTimes = async (deps: ServerDeps, house: House, query: unknown) => {
  const asked = Asked.parse(query);
  const service = asked.service && (await offeredService(deps, house, asked.service));
  if (!service) return { status: 404, page: startAgainPage(house.page, "gone") };
  const week = weekFrom(house, asked.from, deps.now());
  const wish = {
    serviceId: service.id,
    ...{ from: week.from, to: week.to },
    participants: asked.people ?? service.min_participants,
    ...(service.min_duration_minutes !== null && { durationMinutes: asked.minutes }),
    ...(asked.provider && { providerId: asked.provider }),
    ...(asked.location && { locationId: asked.location }),
  };
  const free = await deps.bookings.availableSlots(visitor(house), wish);
  const { slots, nearest } = free.ok ? free : { slots: [], nearest: [] };
  const page = timesPage(house.page, {
    service: showService(house, service),
    narrowing: await narrowingOf(deps, house, service, asked),
    slots: onceEach(slots).slice(0, mostTimes),
    nearest,
    asked: {
      ...{ service: service.id, provider: asked.provider, location: asked.location },
      ...{ people: String(asked.people ?? ""), minutes: String(asked.minutes ?? "") },
      from: week.first,
    },
    earlier: week.earlier,
    later: week.later,
  });
  return { status: 200, page };
};

/** The week asked for, or the one that begins today; never one that is over. */
const weekFrom = ({ organization: { timezone: zone } }: House, from: string, now: Date) => {
  const today = localDayOf(zone, now.getTime());
  const asked = rangeOfDate(zone, from) === null ? today : parseLocalDate(from);
  const first = Math.min(Math.max(today, asked), today + mostDaysAhead);
  const start = rangeOfDate(zone, formatLocalDate(first))?.from ?? now;
  return {
    from: start,
    to: new Date(start.getTime() + shownDays * DAY),
    first: formatLocalDate(first),
    earlier: first > today ? formatLocalDate(Math.max(today, first - shownDays)) : null,
    later: first < today + mostDaysAhead ? formatLocalDate(first + shownDays) : null,
  };
};

/** Who gives a time matters only to somebody who asked for them; where it is matters. */
const onceEach = (slots: readonly Slot[]): readonly Slot[] => [
  ...new Map(slots.toReversed().map((slot) => [`${slot.start.getTime()} ${slot.locationId}`, slot]))
    .values()
    .toArray()
    .reverse(),
];

const narrowingOf = async (
  { db }: ServerDeps,
  house: House,
  service: Service,
  asked: Asked,
): Promise<Narrowing[]> => {
  const { id: organizationId } = house.organization;
  const words = bookWords[house.page.language];
  const [given, providers, locations] = await Promise.all([
    listGiven(db, organizationId),
    listProviders(db, organizationId),
    listLocations(db, organizationId),
  ]);
  const givers = providers.filter(({ id }) =>
    given.some((row) => row.provider_id === id && row.service_id === service.id),
  );
  const places = locations.filter(({ kind }) => kind === (service.travels ? "area" : "branch"));
  const named = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  const all: Narrowing[] = [
    {
      ...{ name: "location", label: words.place, chosen: asked.location, any: words.anywhere },
      choices: named(places),
    },
    {
      ...{ name: "provider", label: words.provider, chosen: asked.provider, any: words.anyone },
      choices: named(givers),
    },
    {
      ...{ name: "people", label: words.people, any: null },
      chosen: String(asked.people ?? service.min_participants),
      choices: numbers(service.min_participants, service.max_participants, 1),
    },
    {
      ...{ name: "minutes", label: words.length, any: null },
      chosen: String(asked.minutes ?? service.duration_minutes),
      choices: lengthsOf(service),
    },
  ];
  return all.filter(({ choices }) => choices.length > 1);
};

const mostChoices = 50;

const numbers = (first: number, last: number, step: number) =>
  Array.from({ length: Math.min(mostChoices, Math.floor((last - first) / step) + 1) }, (_, at) => {
    const value = String(first + at * step);
    return { value, label: value };
  });

const lengthsOf = ({
  min_duration_minutes: least,
  max_duration_minutes: most,
  duration_step_minutes: step,
}: Service) => (least === null || most === null ? [] : numbers(least, most, step ?? least));
