import {
  type LocalDay,
  parseLocalDate,
  parseWallTime,
} from "#src/domain/availability/local-date.ts";
import {
  dateExists,
  firstInstantOf,
  instantOf,
  localMinutesOf,
} from "#src/domain/availability/wall-time.ts";

/** `[from, to)` as instants. */
export interface LocalRange {
  readonly from: Date;
  readonly to: Date;
}

/** The day of a date, if the calendar of this zone has it. */
const dayOf = (zone: string, date: string): LocalDay | null => {
  try {
    const day = parseLocalDate(date);
    return dateExists(zone, day) ? day : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** A whole date of a zone, 23 to 25 hours long. Null for a date no calendar there has. */
export const rangeOfDate = (zone: string, date: string): LocalRange | null => {
  const day = dayOf(zone, date);
  if (day === null) return null;
  return {
    from: new Date(firstInstantOf(zone, day)),
    to: new Date(firstInstantOf(zone, day + 1)),
  };
};

/**
 * The instant of a local date and time; of a time that comes twice, the first. What a zone does
 * not have, such as 02:30 in the night its clocks go forward, comes back as the field to mend.
 */
export const instantOfLocal = (
  zone: string,
  date: string,
  time: string,
): Date | { readonly missing: "date" | "time" } => {
  const day = dayOf(zone, date);
  if (day === null) return { missing: "date" };
  const minutes = parseWallTime(time.slice(0, 5));
  const instant = instantOf(zone, day, minutes);
  return localMinutesOf(zone, instant) === minutes ? new Date(instant) : { missing: "time" };
};

/**
 * One end of a range: an instant as it is, of a date the end of it that lies there. Null for what
 * no calendar has; undefined without a text.
 */
export const boundOf = (
  zone: string,
  text: string | undefined,
  side: keyof LocalRange,
): Date | null | undefined => {
  if (text === undefined) return undefined;
  if (!text.includes("T")) return rangeOfDate(zone, text)?.[side] ?? null;
  const instant = new Date(text);
  // The clock of the language reads 31 February as a day in March.
  const exists = dayOf("UTC", text.slice(0, 10)) !== null && !Number.isNaN(instant.getTime());
  return exists ? instant : null;
};
