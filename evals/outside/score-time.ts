import { DateTime } from "luxon";

import { findTimes, type TimeFound } from "#src/language/find-times.ts";
import type { TimeRow } from "./time-row.ts";

/** `asked_back`: something was found, and a person would be asked what is meant. */
export type TimeScore = "right" | "asked_back" | "missed" | "wrong";

/** A fixed offset as a zone with a name: the sign of `Etc/GMT+2` is the other way round. */
const zoneOf = (reference: string): string => {
  const hours = DateTime.fromISO(reference, { setZone: true }).offset / 60;
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
};

/** How the first wish found in the row's text compares with what the row says it means. */
export const scoreTime = (row: TimeRow): TimeScore => {
  const zone = zoneOf(row.reference_time);
  const now = new Date(row.reference_time);
  const [found] = findTimes(row.text, { now, zone, locale: row.lang }).filter(
    ({ excluded }) => !excluded,
  );
  if (row.kind === "none" || row.value === null) return found ? "wrong" : "right";
  if (!found) return "missed";
  if (!found.certain) return row.ampm_ambiguous ? "right" : "asked_back";
  return isMeant(row, found, zone) ? "right" : "wrong";
};

const isMeant = (row: TimeRow, found: TimeFound, zone: string): boolean => {
  const at = (local: string | null): DateTime => DateTime.fromISO(local ?? "", { zone });
  const says = DateTime.fromJSDate(found.from, { zone });
  const value = at(row.value);
  const start = sameStart(row, says, value);
  // "13 to 15 July" ends with the fifteenth, "3 to 4" at four.
  const end = at(row.to_spoken ?? row.to).plus({ days: row.grain === "day" ? 1 : 0 });
  switch (row.kind) {
    case "open_interval_after":
      return found.kind === "after" && start;
    case "open_interval_before":
      return found.kind === "before" && start;
    case "interval":
      // "By two" is all the time from now until two.
      if (found.kind === "before") {
        return value.hasSame(at(row.reference_time), "minute") && says.equals(end);
      }
      return found.grain === "part"
        ? isSamePart(found, value, end)
        : start && found.to?.getTime() === end.toMillis();
    default:
      return found.kind !== "after" && found.kind !== "before" && start;
  }
};

/** Days and weeks by their date, months by their month, clocks to the minute. */
const sameStart = ({ grain }: TimeRow, says: DateTime, value: DateTime): boolean => {
  if (grain === "month" || grain === "quarter" || grain === "year") {
    return says.hasSame(value, "month");
  }
  return says.hasSame(value, grain === "day" || grain === "week" ? "day" : "minute");
};

/** Houses differ in where a part of the day begins: it is the same day, and the windows meet. */
const isSamePart = ({ from, to = from }: TimeFound, start: DateTime, end: DateTime): boolean => {
  const sameDay = DateTime.fromJSDate(from, { zone: start.zone }).hasSame(start, "day");
  return sameDay && from.getTime() < end.toMillis() && to.getTime() > start.toMillis();
};
