import type { Away, CalendarShown, Entry } from "./calendar-queries.ts";
import { addDays, wallOf } from "./clock.ts";

export type View = "day" | "week";
export type Whose = "providers" | "resources";

/** A stretch of one date in minutes since its midnight. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Placed<What> extends Stretch {
  readonly what: What;
  /** Beside how many others it stands, and which place it has there. */
  readonly lane: number;
  readonly lanes: number;
}

/** One person or thing on one date. */
export interface Column {
  readonly key: string;
  readonly holderId: string;
  readonly whose: Whose;
  readonly name: string;
  readonly date: string;
  readonly open: readonly Stretch[];
  readonly entries: readonly Placed<Entry>[];
  readonly away: readonly Placed<Away>[];
  /** Other hours than that weekday's stand in for it. */
  readonly isOverridden: boolean;
}

const wholeDay = 1440;

interface Lasting {
  readonly starts_at: string;
  readonly ends_at: string;
}

/** The part of something that lies on a date; null when none does. */
const onDate = (zone: string, date: string, { starts_at, ends_at }: Lasting): Stretch | null => {
  const first = wallOf(zone, starts_at);
  const last = wallOf(zone, ends_at);
  const start = first.date < date ? 0 : first.date > date ? wholeDay : first.minutes;
  const end = last.date > date ? wholeDay : last.date < date ? 0 : last.minutes;
  return end > start ? { start, end } : null;
};

/** Side by side what overlaps, one below the other what does not. */
export const placeBeside = <What>(
  items: readonly (Stretch & { readonly what: What })[],
): Placed<What>[] => {
  const placed: (Stretch & { what: What; lane: number; group: number })[] = [];
  const ends: number[] = [];
  const widths: number[] = [];
  let group = -1;
  for (const item of items.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (ends.every((end) => end <= item.start)) {
      ends.length = 0;
      group += 1;
    }
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.end;
    widths[group] = Math.max(widths[group] ?? 1, ends.length);
    placed.push({ ...item, lane, group });
  }
  return placed.map(({ group: own, ...item }) => ({ ...item, lanes: widths[own] ?? 1 }));
};

const placeOn = <What extends Lasting>(
  zone: string,
  date: string,
  all: readonly What[],
): Placed<What>[] =>
  placeBeside(
    all.flatMap((what) => {
      const stretch = onDate(zone, date, what);
      return stretch ? [{ ...stretch, what }] : [];
    }),
  );

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly whose: Whose;
  readonly open: readonly Lasting[];
  readonly locationId: string | null;
}

export const holdersOf = (shown: CalendarShown, whose: Whose): Holder[] =>
  whose === "providers"
    ? shown.providers.map(({ provider_id: id, name, open }) => ({
        ...{ id, name, open, whose, locationId: null },
      }))
    : shown.resources.map(({ resource_id: id, name, location_id: locationId }) => ({
        ...{ id, name, whose, locationId },
        // A room is open as long as its calendar is.
        open: [{ starts_at: shown.from, ends_at: shown.to }],
      }));

const columnOf = (shown: CalendarShown, holder: Holder, date: string): Column => {
  const { timezone: zone } = shown;
  const isOwn = (row: {
    readonly provider_id: string | null;
    readonly resource_id: string | null;
  }) => (holder.whose === "providers" ? row.provider_id : row.resource_id) === holder.id;
  return {
    key: `${holder.id} ${date}`,
    ...{ holderId: holder.id, whose: holder.whose, name: holder.name, date },
    open: holder.open.flatMap((stretch) => onDate(zone, date, stretch) ?? []),
    entries: placeOn(zone, date, shown.entries.filter(isOwn)),
    away: placeOn(zone, date, shown.time_off.filter(isOwn)),
    isOverridden: shown.overrides.some((row) => row.provider_id === holder.id && row.date === date),
  };
};

/** By day everybody beside each other; by week the days of one. */
export const columnsOf = (
  shown: CalendarShown,
  asked: {
    readonly view: View;
    readonly whose: Whose;
    readonly first: string;
    readonly holderId: string;
  },
): Column[] => {
  const holders = holdersOf(shown, asked.whose);
  if (asked.view === "day") return holders.map((one) => columnOf(shown, one, asked.first));
  const one = holders.find(({ id }) => id === asked.holderId) ?? holders[0];
  if (!one) return [];
  return Array.from({ length: 7 }, (_, day) => columnOf(shown, one, addDays(asked.first, day)));
};

/** Whole hours that hold everything open or taken; a working day where nothing is. */
export const hoursOf = (columns: readonly Column[]): Stretch => {
  const open = columns.filter(({ whose }) => whose === "providers").flatMap((one) => one.open);
  const all = [...open, ...columns.flatMap(({ entries }) => entries)];
  if (all.length === 0) return { start: 8 * 60, end: 18 * 60 };
  const start = Math.min(...all.map((one) => one.start));
  const end = Math.max(...all.map((one) => one.end));
  return { start: Math.floor(start / 60) * 60, end: Math.ceil(end / 60) * 60 };
};

export const minutesOf = ({ starts_at, ends_at }: Lasting): number =>
  (Date.parse(ends_at) - Date.parse(starts_at)) / 60_000;
