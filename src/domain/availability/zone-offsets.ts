import { DAY } from "./local-date.ts";

/** A stretch of instants with one UTC offset: from `from` until the next stretch begins. */
export interface OffsetSpan {
  readonly from: number;
  /** Milliseconds to add to an instant to get its wall time. */
  readonly offset: number;
}

/**
 * The offsets of one zone, learned from Intl and remembered per date. Nothing is ever forgotten:
 * what is cached is constant for the life of the process, one small entry per zone and date.
 */
export interface ZoneOffsets {
  /** The one offset in force around this date (a day before to a day after), or NaN when it changes. */
  steadyOffset(day: number): number;
  /** The spans of offsets from a day before to a day after this UTC date, ascending. */
  spansAround(day: number): readonly OffsetSpan[];
  offsetAt(instant: number): number;
}

const wallClock = (timezone: string) =>
  new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });

const SHOWN = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

const askIntl = (clock: Intl.DateTimeFormat, instant: number): number => {
  const shown = clock.format(instant);
  const parts = SHOWN.exec(shown)?.slice(1).map(Number);
  if (!parts) throw new Error(`unreadable wall time from Intl: ${shown}`);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
};

const learnZone = (timezone: string): ZoneOffsets => {
  const clock = wallClock(timezone);
  const atDayStart = new Map<number, number>();
  const spansOfDay = new Map<number, readonly OffsetSpan[]>();
  const steady = new Map<number, number>();

  const dayStartOffset = (day: number): number => {
    const known = atDayStart.get(day);
    if (known !== undefined) return known;
    const offset = askIntl(clock, day * DAY);
    atDayStart.set(day, offset);
    return offset;
  };

  const changeBetween = (from: number, to: number, before: number): number => {
    let low = from / 1000;
    let high = to / 1000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (askIntl(clock, middle * 1000) === before) low = middle;
      else high = middle;
    }
    return high * 1000;
  };

  const spansOn = (day: number): readonly OffsetSpan[] => {
    const known = spansOfDay.get(day);
    if (known) return known;
    const before = dayStartOffset(day);
    const after = dayStartOffset(day + 1);
    const spans = [{ from: day * DAY, offset: before }];
    if (before !== after) {
      spans.push({ from: changeBetween(day * DAY, (day + 1) * DAY, before), offset: after });
    }
    spansOfDay.set(day, spans);
    return spans;
  };

  const spansAround = (day: number): readonly OffsetSpan[] =>
    [...spansOn(day - 1), ...spansOn(day), ...spansOn(day + 1)].filter(
      ({ offset }, index, all) => offset !== all[index - 1]?.offset,
    );

  const steadyOffset = (day: number): number => {
    const known = steady.get(day);
    if (known !== undefined) return known;
    const spans = spansAround(day);
    const offset = spans.length === 1 && spans[0] ? spans[0].offset : Number.NaN;
    steady.set(day, offset);
    return offset;
  };

  const offsetAt = (instant: number): number => {
    const day = Math.floor(instant / DAY);
    const offset = steadyOffset(day);
    if (!Number.isNaN(offset)) return offset;
    const [first, second] = spansOn(day);
    const span = second && instant >= second.from ? second : first;
    return span ? span.offset : dayStartOffset(day);
  };

  return { steadyOffset, spansAround, offsetAt };
};

const zones = new Map<string, ZoneOffsets>();

/** One calendar asks for its own zone many times in a row. */
let latest: { timezone: string; zone: ZoneOffsets } | undefined;

/** The offsets of an IANA zone. Throws RangeError for a name Intl does not know. */
export const zoneOffsets = (timezone: string): ZoneOffsets => {
  if (latest?.timezone === timezone) return latest.zone;
  const zone = zones.get(timezone) ?? learnZone(timezone);
  zones.set(timezone, zone);
  latest = { timezone, zone };
  return zone;
};

/** Empties the memory, so that the benchmark can time a cold start. */
export const forgetZones = (): void => {
  zones.clear();
  latest = undefined;
};
