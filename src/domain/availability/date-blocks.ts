import type { Calendar, Hours } from "./calendar.ts";
import { type Interval, merge } from "./interval.ts";
import { type LocalDay, parseLocalDate, parseWallTime, weekdayOf } from "./local-date.ts";
import { dateExists, instantOf, localDayOf } from "./wall-time.ts";

interface WallInterval {
  readonly startMinutes: number;
  /** Above 1440 when the interval ends on the next date. */
  readonly endMinutes: number;
}

/** The dates, both included, whose hours can touch a stretch of time. */
interface DateRange {
  readonly first: LocalDay;
  readonly last: LocalDay;
}

const NEXT_DATE = 1440;

const toWallInterval = (interval: { start: string; end: string }): WallInterval => {
  const startMinutes = parseWallTime(interval.start);
  const end = parseWallTime(interval.end);
  return { startMinutes, endMinutes: end > startMinutes ? end : end + NEXT_DATE };
};

const byWeekday = (hours: readonly Hours[]): ReadonlyMap<number, readonly WallInterval[]> => {
  const weekdays = new Map<number, WallInterval[]>();
  for (const entry of hours) {
    const sameDay = weekdays.get(entry.weekday);
    if (sameDay) sameDay.push(toWallInterval(entry));
    else weekdays.set(entry.weekday, [toWallInterval(entry)]);
  }
  return weekdays;
};

const byDate = (
  overrides: Calendar["overrides"],
): ReadonlyMap<LocalDay, readonly WallInterval[]> => {
  const dates = new Map<LocalDay, readonly WallInterval[]>();
  for (const { date, intervals } of overrides) {
    const day = parseLocalDate(date);
    dates.set(day, [...(dates.get(day) ?? []), ...intervals.map(toWallInterval)]);
  }
  return dates;
};

/**
 * A night shift reaches into the date after its own, and a skipped date pushes it one further;
 * a clock set back over midnight lets a date begin before the date before it has ended.
 */
const datesTouching = (timezone: string, window: Interval): DateRange => ({
  first: localDayOf(timezone, window.start) - 2,
  last: localDayOf(timezone, window.end) + 1,
});

const blocksOn = (
  timezone: string,
  day: LocalDay,
  intervals: readonly WallInterval[],
): Interval[] => {
  const blocks = intervals.map(({ startMinutes, endMinutes }) => ({
    start: instantOf(timezone, day, startMinutes),
    end: instantOf(timezone, day, endMinutes),
  }));
  return merge(blocks);
};

/**
 * The blocks of hours of every date that can touch the window, date by date: those of one date are
 * merged, those of different dates stay apart. Ascending unless night shifts overlap the next date.
 */
export const dateBlocks = (
  calendar: Pick<Calendar, "timezone" | "workingHours" | "overrides">,
  window: Interval,
): Interval[] => {
  const { timezone } = calendar;
  const weekly = byWeekday(calendar.workingHours);
  const special = byDate(calendar.overrides);
  const { first, last } = datesTouching(timezone, window);
  const blocks: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    const intervals = special.get(day) ?? weekly.get(weekdayOf(day));
    if (!intervals || intervals.length === 0 || !dateExists(timezone, day)) continue;
    for (const block of blocksOn(timezone, day, intervals)) {
      if (block.end > window.start && block.start < window.end) blocks.push(block);
    }
  }
  return blocks;
};
