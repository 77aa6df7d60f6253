import type { Calendar, TimeOff } from "./calendar.ts";
import { dateBlocks } from "./date-blocks.ts";
import type { Interval } from "./interval.ts";
import { parseLocalDate } from "./local-date.ts";
import { firstInstantOf } from "./wall-time.ts";

const toInterval = (timezone: string, off: TimeOff): Interval => {
  if ("startDate" in off) {
    return {
      start: firstInstantOf(timezone, parseLocalDate(off.startDate)),
      end: firstInstantOf(timezone, parseLocalDate(off.endDate) + 1),
    };
  }
  const { start, end } = off;
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError("time off without a time");
  return { start, end };
};

/** Time off that touches the window, as instants, in the order given. */
export const timeOffDuring = (calendar: Calendar, window: Interval): Interval[] =>
  calendar.timeOff
    .map((off) => toInterval(calendar.timezone, off))
    .filter(({ start, end }) => start < end && start < window.end && end > window.start);

/** The weekly breaks that touch the window, as instants. Overrides do not move them. */
export const breaksDuring = (calendar: Calendar, window: Interval): Interval[] => {
  const { timezone, breaks } = calendar;
  if (!breaks || breaks.length === 0) return [];
  return dateBlocks({ timezone, workingHours: breaks, overrides: [] }, window);
};
