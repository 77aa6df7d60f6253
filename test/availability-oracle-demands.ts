import type { Busy, ResourceNeed, Season } from "#src/domain/availability/find-slots-input.ts";

/** The oracle's reading of places, resources and seasons: every moment, every resource, every date. */

const DAY = 86_400_000;

interface Places {
  readonly capacity: number;
  readonly seats: number;
}

/** The highest number of places taken at one moment of `[from, until)`. */
const peakLoad = (busy: readonly Busy[], capacity: number, from: number, until: number): number => {
  const lasting = busy.filter(({ start, end }) => start < end);
  const moments = [from, ...lasting.map(({ start }) => start)].filter(
    (moment) => moment >= from && moment < until,
  );
  const loads = moments.map((moment) =>
    lasting
      .filter(({ start, end }) => start <= moment && moment < end)
      .reduce(
        (sum, { kind, takesAll, seats = 1 }) =>
          sum + (kind === "external" || takesAll ? capacity : seats),
        0,
      ),
  );
  return Math.max(0, ...loads);
};

/** Whether at some moment of `[from, until)` fewer places are left than are asked for. */
export const lacksPlaces = (
  busy: readonly Busy[],
  { capacity, seats }: Places,
  from: number,
  until: number,
): boolean => peakLoad(busy, capacity, from, until) + seats > capacity;

/** Whether of some kind fewer resources are free all the time of `[from, until)` than are needed. */
export const lacksResource = (
  needs: readonly ResourceNeed[],
  from: number,
  until: number,
): boolean =>
  needs.some(({ quantity, pool }) => {
    const free = pool.filter((taken) =>
      taken.every(({ start, end }) => start >= end || end <= from || start >= until),
    );
    return free.length < quantity;
  });

const isoDate = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Every date a calendar can show, "01-01" to "12-31", the leap day among them. */
const datesOfAnyYear = Array.from({ length: 366 }, (_, index) =>
  isoDate(Date.UTC(2024, 0, 1) / DAY + index).slice(5),
);

/** The dates of a season, one after the other from its first to its last. */
const datesOf = ({ from, to }: Season): string[] => {
  const dates: string[] = [];
  if (from.length === 10) {
    const last = Date.parse(to) / DAY;
    for (let day = Date.parse(from) / DAY; day <= last; day += 1) dates.push(isoDate(day));
    return dates;
  }
  for (let index = datesOfAnyYear.indexOf(from); ; index += 1) {
    const date = datesOfAnyYear[index % 366] ?? "";
    dates.push(date);
    if (date === to) return dates;
  }
};

/** The dates, whole or of any year, on which a service is given; null for every date. */
export const seasonDates = (seasons: readonly Season[] = []): ReadonlySet<string> | null =>
  seasons.length > 0 ? new Set(seasons.flatMap(datesOf)) : null;

/** Whether the season's dates name this day, as a date or as one of every year. */
export const isOutOfSeason = (dates: ReadonlySet<string> | null, day: number): boolean =>
  dates !== null && !dates.has(isoDate(day)) && !dates.has(isoDate(day).slice(5));
