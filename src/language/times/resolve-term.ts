import type { DateTime } from "luxon";
import type { TimeContext, TimeFound } from "../time-found.ts";
import type { ClockPiece, PartPiece } from "./piece.ts";
import { type ClockReading, resolveClock } from "./resolve-clock.ts";
import { saysDay, saysTime, type Term } from "./term.ts";

type Resolved = Pick<TimeFound, "kind" | "grain" | "certain"> & { from: DateTime; to?: DateTime };

interface Setting {
  now: DateTime;
  openHours: TimeContext["openHours"];
}

const minuteOfDay = (time: DateTime): number => time.hour * 60 + time.minute;

// Wall time, not elapsed minutes: 9:00 stays 9:00 on a day that starts with a clock change.
const atMinute = (day: DateTime, minute: number): DateTime =>
  day
    .startOf("day")
    .plus({ days: Math.floor(minute / 1440) })
    .set({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 });

const readClock = (term: Term, clock: ClockPiece, { now, openHours }: Setting): ClockReading => {
  const today = !saysDay(term) || (term.day?.day.hasSame(now, "day") ?? term.part?.today ?? false);
  const around = { part: term.part, openHours };
  if (!today || term.part) return resolveClock(clock, around);
  const still = resolveClock(clock, { ...around, after: minuteOfDay(now) });
  return still.minute > minuteOfDay(now) ? still : resolveClock(clock, around);
};

/** The day of a time said without one: today while it is still ahead, else tomorrow. */
const dayFor = (term: Term, lastMinute: number, { now }: Setting): DateTime => {
  if (term.day) return term.day.day;
  if (term.span) return term.span.from;
  const today = now.startOf("day");
  if (term.part?.today || atMinute(today, lastMinute) > now) return today;
  return today.plus({ days: 1 });
};

const limited = (
  term: Term,
  from: DateTime,
  to: DateTime | undefined,
  certain: boolean,
  grain: TimeFound["grain"],
): Resolved => {
  const isBefore = term.limit === "before" || term.limit === "by";
  const inclusive = term.limit === "by" || term.limit === "after";
  return {
    kind: isBefore ? "before" : "after",
    grain,
    from: inclusive && to ? to : from,
    certain,
  };
};

const endOfRange = (
  term: Term,
  start: ClockReading,
  { openHours }: Setting,
): ClockReading | undefined => {
  if (!term.clockTo) return undefined;
  const inPart = resolveClock(term.clockTo, { part: term.part, openHours });
  if (inPart.minute > start.minute && term.part) return inPart;
  if (term.clockTo.half !== "open") return resolveClock(term.clockTo, {});
  const said = (term.clockTo.hour % 12) * 60 + term.clockTo.minute;
  const minute = [said, said + 720, said + 1440].find((candidate) => candidate > start.minute);
  return { minute: minute ?? said, certain: true };
};

/** "9h đến 2h chiều": what would start in the afternoon after its end starts in the morning. */
const startInPart = (clock: ClockPiece, end: ClockPiece, part: PartPiece): ClockPiece => {
  const isOpen = part.name === "afternoon" && clock.half === "open" && end.half === "open";
  const crosses = resolveClock(clock, { part }).minute >= resolveClock(end, { part }).minute;
  return isOpen && crosses ? { ...clock, half: "24h" } : clock;
};

/** "3 to 4 pm": the half of day said at the end holds for the start when it then still comes first. */
const startOfRange = ({ clock, clockTo, part }: Term): ClockPiece | undefined => {
  // "From 3 in the morning until 5pm": each end has its own.
  if (part && clock && clockTo) return startInPart(clock, clockTo, part);
  if (!clock || !clockTo || clock.half !== "open" || clockTo.half === "open") return clock;
  const shared = { ...clock, half: clockTo.half === "24h" ? ("open" as const) : clockTo.half };
  const end = resolveClock(clockTo, {}).minute;
  if (shared.half === "open") return clock;
  return resolveClock(shared, {}).minute < end ? shared : { ...clock, half: "am" };
};

const resolveClocks = (term: Term, setting: Setting): Resolved | undefined => {
  const clock = startOfRange(term);
  if (!clock) return undefined;
  const start = readClock(term, clock, setting);
  const end =
    term.minutes === undefined
      ? endOfRange(term, start, setting)
      : { minute: start.minute + term.minutes, certain: true };
  const day = dayFor(term, start.minute, setting);
  const from = atMinute(day, start.minute);
  const isOneDay = !term.span && !term.dayTo;
  const certain = start.certain && isOneDay && (term.day?.certain ?? true);
  const grain = clock.grain === "hour" && term.clockTo?.grain !== "minute" ? "hour" : "minute";
  if (end) return { kind: "interval", grain, from, to: atMinute(day, end.minute), certain };
  if (term.limit) return limited(term, from, undefined, certain, grain);
  return { kind: "instant", grain, from, certain };
};

const resolvePart = (term: Term, setting: Setting): Resolved | undefined => {
  const { part } = term;
  if (!part) return undefined;
  const day = dayFor(term, part.toMinute, setting);
  const from = atMinute(day, part.fromMinute);
  const last = term.span && term.span.grain !== "month" ? term.span.to.minus({ days: 1 }) : day;
  const to = atMinute(last, part.toMinute);
  const certain = term.day?.certain ?? true;
  if (term.limit) return limited(term, from, to, certain, "part");
  return { kind: "interval", grain: "part", from, to, certain };
};

const resolveDays = (term: Term): Resolved | undefined => {
  if (term.day) {
    const from = term.day.day;
    const to = (term.dayTo?.day ?? from).plus({ days: 1 });
    const certain = term.day.certain && (term.dayTo?.certain ?? true) && to > from;
    if (term.dayTo) return { kind: "interval", grain: "day", from, to, certain };
    if (term.limit) return limited(term, from, to, certain, "day");
    return { kind: "instant", grain: "day", from, to, certain };
  }
  if (!term.span) return undefined;
  const { from, to, grain } = term.span;
  if (term.limit) return limited(term, from, to, true, grain);
  return { kind: grain === "day" ? "interval" : "instant", grain, from, to, certain: true };
};

const resolveMoment = ({ moment }: Term): Resolved | undefined =>
  moment && { kind: moment.kind, grain: moment.grain ?? "minute", from: moment.at, certain: true };

const isImpossible = ({ day, dayTo, clock, clockTo }: Term): boolean =>
  [day, dayTo, clock, clockTo].some((piece) => piece?.impossible);

/** Fits what was said to the calendar. `text` is the NFC message the term was read from. */
export const resolveTerm = (term: Term, text: string, setting: Setting): TimeFound[] => {
  const place = {
    text: text.slice(term.start, term.end),
    index: term.start,
    hasDate: saysDay(term),
    hasTime: saysTime(term),
    ...(term.day?.weekday !== undefined && !term.dayTo && { weekdayOnly: true as const }),
    ...(term.excluded && { excluded: true as const }),
    ...(term.day?.weekdayDiffers && { weekdayDiffers: true as const }),
    ...((term.day?.lunar || term.dayTo?.lunar) && { lunar: true as const }),
  };
  if (isImpossible(term)) {
    const from = setting.now.toJSDate();
    return [{ ...place, kind: "instant", grain: "day", from, certain: false, impossible: true }];
  }
  const resolved =
    resolveMoment(term) ??
    resolveClocks(term, setting) ??
    resolvePart(term, setting) ??
    resolveDays(term);
  if (!resolved) return [];
  const { from, to, ...rest } = resolved;
  return [{ ...place, ...rest, from: from.toJSDate(), ...(to && { to: to.toJSDate() }) }];
};
