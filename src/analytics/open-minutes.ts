import { calendarOf, worksAt } from "#src/booking/workplaces.ts";
import type { StoredCalendars } from "#src/db/queries/calendars.ts";
import { type Interval, merge } from "#src/domain/availability/interval.ts";
import { gridBlocks, openTime } from "#src/domain/availability/open-time.ts";

const minute = 60_000;

/**
 * Minutes in which each provider works within the window, by the hours, breaks and time off that are
 * stored now: a change of hours changes past weeks too. Time at two places at once counts once.
 */
export const openMinutes = (
  stored: StoredCalendars,
  window: Interval,
  locationId: string | null,
): ReadonlyMap<string, number> => {
  const places = stored.locations.filter(({ id }) => id === (locationId ?? id));
  return new Map(
    stored.providers.map((provider) => {
      const open = places
        .filter((place) => worksAt(stored, provider.id, place.id))
        .flatMap((place) => {
          const location = calendarOf(stored, place, null);
          const calendar = { ...calendarOf(stored, place, provider), location };
          return openTime(calendar, gridBlocks(calendar, window), window);
        });
      return [provider.id, minutesOf(open, window)];
    }),
  );
};

const minutesOf = (open: readonly Interval[], window: Interval): number =>
  merge(open).reduce(
    (sum, { start, end }) =>
      sum + Math.max(0, Math.min(end, window.end) - Math.max(start, window.start)) / minute,
    0,
  );
