import { DateTime } from "luxon";
import type { TimeFound } from "./time-found.ts";

const MINUTES_A_DAY = 1440;

const minuteOf = (time: DateTime): number => time.hour * 60 + time.minute;

const sameDay = (found: TimeFound, start: DateTime, from: DateTime, now: DateTime): boolean => {
  // "T3" names the Tuesday that was offered, also when that is today or in a later week.
  if (found.weekdayOnly) return start.weekday === from.weekday && start >= now.startOf("day");
  if (found.to && found.grain !== "hour" && found.grain !== "minute") {
    const lastDay = DateTime.fromJSDate(found.to, { zone: start.zone }).minus({ milliseconds: 1 });
    return start >= from.startOf("day") && start <= lastDay.endOf("day");
  }
  return start.hasSame(from, "day");
};

const sameTime = (found: TimeFound, start: DateTime, from: DateTime): boolean => {
  const asked = minuteOf(from);
  const offered = minuteOf(start);
  if (found.kind === "before") return offered < asked;
  if (found.kind === "after") return offered >= asked;
  if (found.to) {
    const length = (found.to.getTime() - found.from.getTime()) / 60_000;
    return offered >= asked && offered < asked + (length % MINUTES_A_DAY || MINUTES_A_DAY);
  }
  return offered === asked || (!found.certain && Math.abs(offered - asked) === 720);
};

/** Whether an offered start is what a found time means: its day where a day is said, its time where a time is said. */
export const timeFits = (
  found: TimeFound,
  start: Date,
  context: { now: Date; zone: string },
): boolean => {
  if (found.impossible || found.lunar || found.excluded) return false;
  const zone = { zone: context.zone };
  const offered = DateTime.fromJSDate(start, zone);
  const from = DateTime.fromJSDate(found.from, zone);
  const dayIsLimit = found.kind === "before" || found.kind === "after";
  if (dayIsLimit && !found.hasTime) {
    return found.kind === "before" ? start < found.from : start >= found.from;
  }
  const dayFits =
    !found.hasDate || sameDay(found, offered, from, DateTime.fromJSDate(context.now, zone));
  return dayFits && (!found.hasTime || sameTime(found, offered, from));
};
