import type { Calendar, Hours } from "#src/domain/availability/calendar.ts";
import type { FindSlotsInput } from "#src/domain/availability/find-slots-input.ts";
import {
  isOutOfSeason,
  lacksPlaces,
  lacksResource,
  seasonDates,
} from "./availability-oracle-demands.ts";

/**
 * A second, slow answer to "which slots are free?", for comparison only. It walks the minutes of a
 * few weeks, asks Intl for the wall clock of every one of them, and reads the rules off that list.
 * It shares no code with `src`; the types it imports are the question, not the method.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
const REACH_DAYS = 6;

/** What a zone's wall clock shows at every minute around an instant. */
interface Timeline {
  /** Whole minutes since the epoch of the first entry. */
  readonly first: number;
  /** Minutes since 1970-01-01 00:00 as the wall clock reads them, one entry a minute. */
  readonly shown: readonly number[];
  /** The first minute at which the wall clock showed this. */
  readonly firstShown: ReadonlyMap<number, number>;
  readonly dates: ReadonlySet<number>;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timezone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timezone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("sv-SE", {
    timeZone: timezone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  clocks.set(timezone, clock);
  return clock;
};

/** The wall clock, "2026-03-29 01:30:00" read as if it were UTC. */
const wallClock = (timezone: string, instant: number): number =>
  Date.parse(`${clockOf(timezone).format(instant).replace(" ", "T")}Z`);

const localDate = (timezone: string, instant: number): number =>
  Math.floor(wallClock(timezone, instant) / DAY);

const timelines = new Map<string, Timeline>();

/** The wall clock of a zone for some days before and after an instant, minute by minute. */
const timelineOf = (timezone: string, around: number): Timeline => {
  const key = `${timezone} ${around}`;
  const known = timelines.get(key);
  if (known) return known;
  const first = Math.floor(around / MINUTE) - REACH_DAYS * 1440;
  const shown: number[] = [];
  const firstShown = new Map<number, number>();
  const dates = new Set<number>();
  for (let minute = first; minute < first + 2 * REACH_DAYS * 1440; minute += 1) {
    const wall = wallClock(timezone, minute * MINUTE) / MINUTE;
    shown.push(wall);
    if (!firstShown.has(wall)) firstShown.set(wall, minute);
    dates.add(Math.floor(wall / 1440));
  }
  const timeline = { first, shown, firstShown, dates };
  timelines.set(key, timeline);
  return timeline;
};

/** A shown time: its first minute. One never shown: the clock before the jump, run on. */
const minuteOf = (timeline: Timeline, wall: number): number => {
  const shownAt = timeline.firstShown.get(wall);
  if (shownAt !== undefined) return shownAt;
  for (const [index, before] of timeline.shown.entries()) {
    const after = timeline.shown[index + 1];
    if (after !== undefined && before < wall && wall < after) {
      return timeline.first + index + (wall - before);
    }
  }
  throw new Error("wall time outside the oracle's reach");
};

const read = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The maximal runs of consecutive minutes in a set, as `[start, end)`. */
const runsOf = (minutes: ReadonlySet<number>): { start: number; end: number }[] => {
  const runs: { start: number; end: number }[] = [];
  for (const minute of [...minutes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.end === minute) last.end += 1;
    else runs.push({ start: minute, end: minute + 1 });
  }
  return runs;
};

/** Every date of the timeline that it shows, with the minutes its intervals cover. */
const minutesByDate = (
  timeline: Timeline,
  intervalsOf: (date: number) => readonly { start: string; end: string }[],
): Set<number>[] => {
  const covered: Set<number>[] = [];
  const dates = [...timeline.dates];
  // The outermost dates are cut by the edge of the timeline, so their wall times cannot be looked up.
  for (const date of dates.filter((day) => day > (dates[0] ?? 0) && day < (dates.at(-3) ?? 0))) {
    const minutes = new Set<number>();
    for (const { start, end } of intervalsOf(date)) {
      const from = minuteOf(timeline, date * 1440 + read(start));
      const nextDate = read(end) <= read(start) ? 1440 : 0;
      const until = minuteOf(timeline, date * 1440 + read(end) + nextDate);
      for (let minute = from; minute < until; minute += 1) minutes.add(minute);
    }
    covered.push(minutes);
  }
  return covered;
};

const isoDate = (date: number): string => new Date(date * DAY).toISOString().slice(0, 10);

const onWeekday = (hours: readonly Hours[], date: number): readonly Hours[] => {
  const weekday = new Date(date * DAY).getUTCDay() || 7;
  return hours.filter((entry) => entry.weekday === weekday);
};

const hoursByDate = (calendar: Calendar, timeline: Timeline): Set<number>[] =>
  minutesByDate(timeline, (date) => {
    const special = calendar.overrides.find((override) => override.date === isoDate(date));
    return special ? special.intervals : onWeekday(calendar.workingHours, date);
  });

/** Whether `[from, until)` (milliseconds) meets time off or a break of this calendar. */
const closureTest = (calendar: Calendar, timeline: Timeline) => {
  const breaks = new Set<number>();
  for (const minutes of minutesByDate(timeline, (date) => onWeekday(calendar.breaks ?? [], date))) {
    for (const minute of minutes) breaks.add(minute);
  }
  const dateOf = (date: string): number => Date.parse(date) / DAY;
  const firstMinute = (date: number): number => {
    const index = timeline.shown.findIndex((wall) => wall >= date * 1440);
    return index < 0 ? Number.POSITIVE_INFINITY : (timeline.first + index) * MINUTE;
  };
  const off = calendar.timeOff.map((entry) =>
    "startDate" in entry
      ? {
          start: firstMinute(dateOf(entry.startDate)),
          end: firstMinute(dateOf(entry.endDate) + 1),
        }
      : entry,
  );
  return (from: number, until: number): boolean => {
    for (let minute = from / MINUTE; minute < until / MINUTE; minute += 1) {
      if (breaks.has(minute)) return true;
    }
    return off.some(({ start, end }) => start < end && start < until && end > from);
  };
};

/** The grid starts (minutes) and the open minutes of provider ∩ location. */
const gridOf = (input: FindSlotsInput, around: number) => {
  const place = input.location
    ? hoursByDate(input.location, timelineOf(input.location.timezone, around))
    : undefined;
  const placeOpen = new Set(place?.flatMap((minutes) => [...minutes]));
  const open = new Set<number>();
  const starts = new Set<number>();
  for (const minutes of hoursByDate(input, timelineOf(input.timezone, around))) {
    const kept = place ? [...minutes].filter((minute) => placeOpen.has(minute)) : [...minutes];
    for (const { start, end } of runsOf(new Set(kept))) {
      for (let at = start; at < end; at += input.service.slotIntervalMinutes) starts.add(at);
    }
    for (const minute of kept) open.add(minute);
  }
  return { open, starts };
};

/** Which rules of the oracle refuse a start; "seats": only because some take more than one place. */
type Refusal =
  | "notice"
  | "horizon"
  | "season"
  | "daily_cap"
  | "closed"
  | "time_off"
  | "busy"
  | "seats"
  | "resource";

/** A start on the grid and everything that refuses it; nothing when it is free. */
interface Verdict {
  readonly start: number;
  readonly refusedBy: readonly Refusal[];
}

const dateRefusals = (input: FindSlotsInput) => {
  const { service, timezone, now } = input;
  const { maxAdvanceDays, maxPerDay = Number.POSITIVE_INFINITY, seasons } = service;
  const given = seasonDates(seasons);
  const counted = input.busy
    .filter(({ kind, continues }) => kind === "booking" && !continues)
    .map(({ start }) => localDate(timezone, start));
  return (start: number): Refusal[] => {
    const date = localDate(timezone, start);
    const isTooFar = maxAdvanceDays !== null && date > localDate(timezone, now) + maxAdvanceDays;
    const isFull = counted.filter((day) => day === date).length >= maxPerDay;
    return [
      ...(isTooFar ? (["horizon"] as const) : []),
      ...(isOutOfSeason(given, date) ? (["season"] as const) : []),
      ...(isFull ? (["daily_cap"] as const) : []),
    ];
  };
};

const takenRefusals = ({ busy, service, resources = [] }: FindSlotsInput) => {
  const { capacity = 1, seats = 1 } = service;
  const oneEach = busy.map((entry) => ({ ...entry, seats: 1 }));
  return (from: number, until: number): Refusal[] => {
    const refusals: Refusal[] = lacksResource(resources, from, until) ? ["resource"] : [];
    if (lacksPlaces(oneEach, { capacity, seats: 1 }, from, until)) refusals.push("busy");
    else if (lacksPlaces(busy, { capacity, seats }, from, until)) refusals.push("seats");
    return refusals;
  };
};

/** Every start on the grid inside the range, which lies within two days of `around`. */
export const oracleVerdicts = (input: FindSlotsInput, around: number): Verdict[] => {
  const { service } = input;
  const { open, starts } = gridOf(input, around);
  const closures = [input, ...(input.location ? [input.location] : [])].map((calendar) =>
    closureTest(calendar, timelineOf(calendar.timezone, around)),
  );
  const ofDate = dateRefusals(input);
  const ofTaken = takenRefusals(input);
  const earliest = input.now + service.minNoticeMinutes * MINUTE;
  const refusalsAt = (start: number): Refusal[] => {
    const end = start + service.durationMinutes * MINUTE;
    const refusals = [
      ...ofDate(start),
      ...ofTaken(start - service.bufferBefore * MINUTE, end + service.bufferAfter * MINUTE),
    ];
    if (start < earliest) refusals.push("notice");
    if (closures.some((meets) => meets(start, end))) refusals.push("time_off");
    for (let minute = start / MINUTE; minute < end / MINUTE; minute += 1) {
      if (!open.has(minute)) return [...refusals, "closed"];
    }
    return refusals;
  };
  return [...starts]
    .map((minute) => minute * MINUTE)
    .filter((start) => input.rangeStart <= start && start < input.rangeEnd)
    .sort((a, b) => a - b)
    .map((start) => ({ start, refusedBy: refusalsAt(start) }));
};

/** The free starts among the verdicts. */
export const oracleSlots = (verdicts: readonly Verdict[]): number[] =>
  verdicts.filter(({ refusedBy }) => refusedBy.length === 0).map(({ start }) => start);

/** The instants (whole minutes) at which the zone's clock jumps, between two instants. */
export const clockJumps = (timezone: string, from: number, until: number): number[] => {
  const jumps: number[] = [];
  const shift = (instant: number) => wallClock(timezone, instant) - instant;
  for (let day = from; day < until; day += DAY) {
    if (shift(day) === shift(day + DAY)) continue;
    let at = day;
    while (shift(at + MINUTE) === shift(day)) at += MINUTE;
    jumps.push(at + MINUTE);
  }
  return jumps;
};
