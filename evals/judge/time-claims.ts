import { DateTime } from "luxon";

import type { Truth } from "./claim-judge.ts";
import { bare, clocksIn, datesIn } from "./said-times.ts";

/** One time and one day in a sentence are one appointment; each being known is not enough. */
const falsePair = (
  [clock, ...clocks]: ReturnType<typeof clocksIn>,
  [date, ...dates]: ReturnType<typeof datesIn>,
  known: readonly DateTime[],
): string[] => {
  if (!clock || !date || clocks.length + dates.length > 0) return [];
  const { hour, minute } = clock;
  const isKnown = known.some(
    (at) =>
      at.day === date.day &&
      at.month === date.month &&
      at.hour % 12 === hour % 12 &&
      at.minute === minute,
  );
  return isKnown ? [] : [`time ${hour}:${minute} on ${date.day}/${date.month}`];
};

/** A time said not to be had, which is held for this lead or free for anybody. */
const deniedThoughFree = (
  [clock, ...clocks]: ReturnType<typeof clocksIn>,
  [date, ...dates]: ReturnType<typeof datesIn>,
  { free }: Truth,
  zone: string,
): string[] => {
  if (!clock || !date || clocks.length + dates.length > 0) return [];
  const isFree = free
    .map((start) => DateTime.fromJSDate(start, { zone }))
    .some(
      (at) =>
        at.day === date.day &&
        at.month === date.month &&
        at.hour === clock.hour &&
        at.minute === clock.minute,
    );
  return isFree ? [`time ${clock.hour}:${clock.minute} on ${date.day}/${date.month}`] : [];
};

/** "… is not free", "… không có trên lịch": a time that is not to be had need not be known. */
const denied =
  /\b(is|are) (not|no longer) (free|available|on the calendar|held)\b|\b(khong con|khong) (trong|cho|co tren lich)\b|\bkhong con \w+ trong\b/u;

/** A zone named beside a time is whose clock is meant. */
const zoneNamed = (sentence: string): string | undefined =>
  /\(([A-Z][A-Za-z]+\/[A-Za-z_/]+)\)/u.exec(sentence)?.[1];

const weekdayOf = (day: number, month: number, now: DateTime): number => {
  const [nearest] = [-1, 0, 1]
    .map((years) => DateTime.fromObject({ year: now.year + years, month, day }))
    .filter(({ isValid }) => isValid)
    .toSorted((a, b) => Math.abs(+a - +now) - Math.abs(+b - +now));
  return nearest?.weekday ?? 0;
};

/** Times and days a sentence names that no appointment, hold or free slot backs. */
export const falseTimes = (sentence: string, truth: Truth, isBooking: boolean): string[] => {
  const all = isBooking
    ? [...truth.standing, ...truth.given]
    : [...truth.standing, ...truth.given, ...truth.free];
  const clockTimes = clocksIn(sentence);
  const saidDates = datesIn(sentence);
  if (clockTimes.length + saidDates.length === 0) return [];
  const starts = [...new Set(all.map((start) => start.getTime()))];
  const zone = zoneNamed(sentence) ?? truth.zone;
  const known = starts.map((start) => DateTime.fromMillis(start, { zone }));
  const now = DateTime.fromJSDate(truth.now, { zone });
  const wrongDays = saidDates
    .filter(({ weekday }) => weekday !== null)
    .filter(({ day, month, weekday }) => weekdayOf(day, month, now) !== weekday);
  if (denied.test(bare(sentence))) {
    return [
      ...wrongDays.map(({ day, month }) => `date ${day}/${month}`),
      ...deniedThoughFree(clockTimes, saidDates, truth, zone),
    ];
  }
  const leadClocks = clocksIn(truth.leadSaid);
  const clocks = clockTimes
    .filter(
      ({ hour, minute }) =>
        !leadClocks.some((one) => one.hour % 12 === hour % 12 && one.minute === minute),
    )
    .filter(({ hour, minute, exact }) =>
      known.every(
        (at) => at.minute !== minute || (exact ? at.hour !== hour : at.hour % 12 !== hour % 12),
      ),
    );
  const leadDates = datesIn(truth.leadSaid);
  const dates = saidDates.filter(
    ({ day, month }) =>
      wrongDays.some((wrong) => wrong.day === day && wrong.month === month) ||
      (known.every((at) => at.day !== day || at.month !== month) &&
        !leadDates.some((one) => one.day === day && one.month === month)),
  );
  return [
    ...clocks.map(({ hour, minute }) => `time ${hour}:${minute}`),
    ...dates.map(({ day, month }) => `date ${day}/${month}`),
    ...(clocks.length + dates.length === 0 ? falsePair(clockTimes, saidDates, known) : []),
  ];
};
