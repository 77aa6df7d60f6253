import { DateTime } from "luxon";

import type { TimeFound } from "#src/language/find-times.ts";
import type { Briefing } from "./briefing.ts";
import type { WishedTime } from "./focus.ts";

const weekMs = 7 * 24 * 60 * 60_000;

interface Circumstances extends Pick<Briefing, "now" | "zone" | "offered"> {
  /** The day that is being talked about; null when there is none. */
  readonly day: Date | null;
}

/**
 * Times somebody named, as stretches to look for slots in. A bare weekday that is over or too near
 * may mean next week, so next week's is looked for as well; today's name means today when slots of
 * today are on offer.
 */
export const wishedTimes = (
  times: readonly TimeFound[],
  { now, zone, day, offered }: Circumstances,
): WishedTime[] =>
  times
    .filter((time) => !time.excluded && !time.impossible && !time.lunar)
    .flatMap((time) => {
      const wish = stretch(onDay(time, day, zone), now, zone);
      if (!time.weekdayOnly) return [wish];
      const near = shifted(wish, -weekMs);
      const isNear = offered.some(({ start }) => isSameDay(start, near, zone));
      return isNear ? [near, wish] : [wish, shifted(wish, weekMs)];
    })
    .filter(({ to }) => new Date(to) > now);

const isSameDay = (start: Date, { from }: WishedTime, zone: string): boolean =>
  DateTime.fromJSDate(start, { zone }).hasSame(DateTime.fromISO(from, { zone }), "day");

/** An hour without a date means the day that is being talked about, when there is one. */
const onDay = (time: TimeFound, day: Date | null, zone: string): TimeFound => {
  if (time.hasDate || !day) return time;
  const move = (at: Date): Date => {
    const clock = DateTime.fromJSDate(at, { zone });
    return DateTime.fromJSDate(day, { zone })
      .set({ hour: clock.hour, minute: clock.minute, second: 0, millisecond: 0 })
      .toJSDate();
  };
  const moved = { ...time, from: move(time.from) };
  return time.to ? { ...moved, to: move(time.to) } : moved;
};

const stretch = ({ kind, from, to, grain }: TimeFound, now: Date, zone: string): WishedTime => {
  if (kind === "instant" && (grain === "minute" || grain === "hour")) {
    return wish(from, new Date(from.getTime() + 60_000), true);
  }
  const endOfDay = DateTime.fromJSDate(from, { zone }).plus({ days: 1 }).startOf("day").toJSDate();
  if (kind === "before") {
    const startOfDay = DateTime.fromJSDate(from, { zone }).startOf("day").toJSDate();
    return wish(startOfDay > now ? startOfDay : now, from, false);
  }
  return wish(from, to ?? endOfDay, false);
};

const wish = (from: Date, to: Date, exact: boolean): WishedTime => ({
  from: from.toISOString(),
  to: to.toISOString(),
  exact,
});

const shifted = ({ from, to, exact }: WishedTime, by: number): WishedTime =>
  wish(new Date(new Date(from).getTime() + by), new Date(new Date(to).getTime() + by), exact);
