import { instantOf, localDayOf, localMinutesOf } from "./availability/wall-time.ts";

/** Minutes after midnight on the wall clock; they may run past midnight. Equal ones are no time at all. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When it stops being quiet; null when it is not quiet now. */
export const quietUntil = (
  { fromMinute, toMinute }: QuietHours,
  timezone: string,
  now: Date,
): Date | null => {
  const minute = localMinutesOf(timezone, now.getTime());
  const pastMidnight = fromMinute > toMinute;
  const isQuiet = pastMidnight
    ? minute >= fromMinute || minute < toMinute
    : minute >= fromMinute && minute < toMinute;
  if (!isQuiet) return null;
  const today = localDayOf(timezone, now.getTime());
  const endsTomorrow = pastMidnight && minute >= fromMinute;
  return new Date(instantOf(timezone, endsTomorrow ? today + 1 : today, toMinute));
};
