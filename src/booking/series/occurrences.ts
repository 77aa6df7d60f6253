import rrule from "rrule";

import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { instantOf } from "#src/domain/availability/wall-time.ts";

/** Most visits of one series. */
export const mostOccurrences = 60;

/** A rule that comes back: RFC 5545, as far as appointments need it. */
export interface Recurrence {
  /** RRULE without DTSTART, such as `FREQ=WEEKLY;BYDAY=TU;COUNT=6`; it must end by itself. */
  readonly rule: string;
  /** Local date and time of the first visit, "YYYY-MM-DDTHH:MM". */
  readonly startsLocal: string;
  /** IANA zone in which the visits keep their time, through every change of clocks. */
  readonly timezone: string;
}

/** Why a rule is no series of appointments. */
export type BadRecurrence = "not_a_rule" | "never_ends" | "too_many" | "not_by_date" | "no_visits";

const allowed =
  /^(FREQ=(DAILY|WEEKLY|MONTHLY)|INTERVAL=[1-9]\d?|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}(T\d{6}Z?)?|BYDAY=[+\-\dA-Z,]{2,60}|BYMONTHDAY=[-\d,]{1,40}|BYSETPOS=[-\d,]{1,12}|WKST=(MO|SU))$/;

const localTime = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The visits of a series as instants, ascending. Dates are counted on the wall calendar and keep
 * their local time; "every month on the 31st" means the last day of a shorter month.
 */
export const occurrencesOf = ({
  rule,
  startsLocal,
  timezone,
}: Recurrence): Date[] | BadRecurrence => {
  const fields = rule.toUpperCase().split(";");
  if (!fields.every((field) => allowed.test(field)) || !rule.toUpperCase().includes("FREQ=")) {
    return "not_a_rule";
  }
  if (!fields.some((field) => /^(COUNT|UNTIL)=/.test(field))) return "never_ends";
  const started = localTime.exec(startsLocal);
  const wall = new Date(`${startsLocal}:00Z`);
  const date = started?.[1];
  if (!date || Number.isNaN(wall.getTime()) || !wall.toISOString().startsWith(date)) {
    return "not_by_date";
  }
  const walls = wallTimes([...fields, ...endOfMonth(fields, wall)].join(";"), wall);
  if (walls === null) return "not_a_rule";
  if (walls.length > mostOccurrences) return "too_many";
  if (walls.length === 0) return "no_visits";
  return walls.map((at) => toInstant(at, timezone));
};

/** The 29th to 31st of every month: as late as the month allows. */
const endOfMonth = (fields: readonly string[], wall: Date): string[] => {
  const day = wall.getUTCDate();
  const isBare = !fields.some((field) => field.startsWith("BY"));
  if (!fields.includes("FREQ=MONTHLY") || day <= 28 || !isBare) return [];
  const days = Array.from({ length: day - 27 }, (_, index) => 28 + index);
  return [`BYMONTHDAY=${days.join(",")}`, "BYSETPOS=-1"];
};

/** The library counts in UTC; wall times are given to it as if they were. */
const wallTimes = (rule: string, dtstart: Date): Date[] | null => {
  try {
    return rrule.rrulestr(rule, { dtstart }).all((_, index) => index <= mostOccurrences);
  } catch {
    // The library throws plain errors for rules it cannot read; whoever wrote the rule is told.
    return null;
  }
};

const toInstant = (wall: Date, timezone: string): Date => {
  const day = parseLocalDate(wall.toISOString().slice(0, 10));
  return new Date(instantOf(timezone, day, wall.getUTCHours() * 60 + wall.getUTCMinutes()));
};
