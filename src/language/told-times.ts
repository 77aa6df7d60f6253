import { DateTime } from "luxon";
import { findTimes, type TimeContext, type TimeFound } from "./find-times.ts";

const zone = "Asia/Ho_Chi_Minh";
// A Thursday, ten in the morning.
const now = DateTime.fromISO("2026-02-05T10:00", { zone }).toJSDate();
export const vi: TimeContext = {
  now,
  zone,
  locale: "vi",
  openHours: { fromMinute: 480, toMinute: 1200 },
};
export const en: TimeContext = { ...vi, locale: "en" };

const local = (date: Date | undefined): string =>
  date ? DateTime.fromJSDate(date, { zone }).toFormat("dd/MM HH:mm") : "";

/** One line per find: kind, start, end, and what makes it no plain wish. */
const told = (found: TimeFound): string =>
  [
    found.kind,
    local(found.from),
    ...(found.to ? ["→", local(found.to)] : []),
    ...(found.certain ? [] : ["?"]),
    ...(found.excluded ? ["excluded"] : []),
  ].join(" ");

/** What is found in a text on Thursday 5 February 2026 at ten, one line per find. */
export const read = (text: string, context: TimeContext): string[] =>
  findTimes(text, context).map(told);
