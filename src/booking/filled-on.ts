import type { Service } from "#src/db/queries/catalog.ts";
import { type Interval, intersect, merge } from "#src/domain/availability/interval.ts";
import { gridBlocks, openTime } from "#src/domain/availability/open-time.ts";
import { firstInstantOf, localDayOf } from "#src/domain/availability/wall-time.ts";
import type { FillRate } from "#src/domain/pricing/price-rule.ts";
import { type Business, partsOf } from "./business.ts";
import type { OpenSlot } from "./open-slots.ts";
import { type Workplace, workplacesOf } from "./workplaces.ts";

interface Minutes {
  readonly open: number;
  readonly booked: number;
}

type Filled = (of: FillRate["of"], open: OpenSlot) => number | null;

/**
 * How full the local date of a slot is, in percent of its open time: what appointments take of it,
 * with their buffers. Holds do not count: they come and go. Each date is reckoned once.
 */
export const filledOn = (business: Business, service: Service): Filled => {
  const known = new Map<string, Minutes>();
  const places = new Map<string, Workplace[]>();
  const minutesAt = (place: Workplace, day: number): Minutes => {
    const key = `${place.provider.id} ${place.location.id} ${day}`;
    const minutes = known.get(key) ?? reckon(business, place, day);
    known.set(key, minutes);
    return minutes;
  };
  const placesAt = (locationId: string): Workplace[] => {
    const [first] = partsOf(business, service);
    const found =
      places.get(locationId) ??
      (first ? workplacesOf(business, first.service, { locationId }) : []);
    places.set(locationId, found);
    return found;
  };
  return (of, { start, workplace }) => {
    const day = localDayOf(workplace.location.timezone, start);
    const meant = of === "provider" ? [workplace] : placesAt(workplace.location.id);
    const all = meant.map((place) => minutesAt(place, day));
    const open = all.reduce((sum, minutes) => sum + minutes.open, 0);
    const booked = all.reduce((sum, minutes) => sum + minutes.booked, 0);
    return open === 0 ? null : (booked * 100) / open;
  };
};

const reckon = (
  business: Business,
  { provider, location, providerHours, locationHours }: Workplace,
  day: number,
): Minutes => {
  const zone = location.timezone;
  const window = { start: firstInstantOf(zone, day), end: firstInstantOf(zone, day + 1) };
  const hours = { ...providerHours, location: locationHours };
  const open = intersect(openTime(hours, gridBlocks(hours, window), window), [window]);
  const booked = business
    .takenOf(provider.id)
    .filter(({ kind }) => kind === "booking")
    .map(({ starts, ends }) => ({ start: starts.getTime(), end: ends.getTime() }))
    .toSorted((a, b) => a.start - b.start);
  return { open: lengthOf(open), booked: lengthOf(intersect(open, merge(booked))) };
};

const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { start, end }) => sum + end - start, 0);
