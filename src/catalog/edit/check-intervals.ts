import { parseWallTime } from "#src/domain/availability/local-date.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";

/** "HH:MM" to "HH:MM" or "24:00" of a local date; a night shift ends on the next one. */
export interface WallInterval {
  readonly start: string;
  readonly end: string;
  readonly overnight?: boolean;
}

/** Hours of one weekday, 1 = Monday; breaks are taken out of the open hours. */
export interface WeekdayHours {
  readonly weekday: number;
  readonly open: readonly WallInterval[];
  readonly breaks: readonly WallInterval[];
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly field: string;
}

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Intervals of one date that contradict themselves or each other; `field` is where they stand. */
export const intervalsFault = (
  intervals: readonly WallInterval[],
  field: string,
): EditRefusal | null => endFault(intervals, field) ?? overlapFault(spansOf(intervals, field, 0));

/** The same of a whole week, in which a night shift runs into the next day. */
export const weekFault = (hours: readonly WeekdayHours[]): EditRefusal | null => {
  const days = hours.map(({ weekday }) => weekday);
  const twice = days.findIndex((day, index) => days.indexOf(day) < index);
  if (twice >= 0) return refuseEdit("weekday_twice", `hours.${twice}.weekday`);
  for (const kind of ["open", "breaks"] as const) {
    const spans: Span[] = [];
    for (const [index, day] of hours.entries()) {
      const field = `hours.${index}.${kind}`;
      const fault = endFault(day[kind], field);
      if (fault) return fault;
      spans.push(...spansOf(day[kind], field, (day.weekday - 1) * DAY_MINUTES));
    }
    const fault = overlapFault([...spans, ...spans.map(aWeekLater)]);
    if (fault) return fault;
  }
  return null;
};

const endFault = (intervals: readonly WallInterval[], field: string): EditRefusal | null => {
  for (const [index, { start, end, overnight = false }] of intervals.entries()) {
    const isLater = parseWallTime(end) > parseWallTime(start);
    if (!isLater && !overnight) return refuseEdit("end_not_after_start", `${field}.${index}.end`);
    if (isLater && overnight) return refuseEdit("not_overnight", `${field}.${index}.overnight`);
  }
  return null;
};

const spansOf = (intervals: readonly WallInterval[], field: string, midnight: number): Span[] =>
  intervals.map(({ start, end, overnight = false }, index) => ({
    from: midnight + parseWallTime(start),
    to: midnight + parseWallTime(end) + (overnight ? DAY_MINUTES : 0),
    field: `${field}.${index}`,
  }));

const aWeekLater = (span: Span): Span => ({
  ...span,
  from: span.from + WEEK_MINUTES,
  to: span.to + WEEK_MINUTES,
});

const overlapFault = (spans: readonly Span[]): EditRefusal | null => {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  const later = sorted.find((span, index) => span.from < (sorted[index - 1]?.to ?? 0));
  return later ? refuseEdit("intervals_overlap", later.field) : null;
};
