import { formatLocalDate } from "./availability/local-date.ts";
import { isPreferred, type PreferredTime } from "./availability/rank-slots.ts";
import { localDayOf } from "./availability/wall-time.ts";

/** Local dates "YYYY-MM-DD" of the place, both included. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

/** When somebody on the waitlist could come. An empty list says nothing; all that is said must hold. */
export interface TimeWish {
  readonly dates: readonly DateSpan[];
  readonly times: readonly PreferredTime[];
  /** Starts in `[from, to)`. */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Whether a start, on the clock of its place, is one that was waited for. */
export const meetsTimeWish = (
  { dates, times, from, to }: TimeWish,
  start: number,
  zone: string,
): boolean => {
  const date = formatLocalDate(localDayOf(zone, start));
  return (
    (dates.length === 0 || dates.some((span) => span.from <= date && date <= span.to)) &&
    (times.length === 0 || isPreferred(zone, times, { start })) &&
    (from === null || start >= from.getTime()) &&
    (to === null || start < to.getTime())
  );
};

/** The last local date that is waited for; null when any is. */
export const lastDateOf = ({ dates }: Pick<TimeWish, "dates">): string | null =>
  dates.reduce<string | null>((last, { to }) => (last === null || to > last ? to : last), null);
