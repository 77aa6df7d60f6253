/** A calendar date as the number of days since 1970-01-01: dates of a calendar, not instants. */
export type LocalDay = number;

export const MINUTE = 60_000;
export const DAY = 86_400_000;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WALL_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Reads "YYYY-MM-DD". Throws RangeError for any other text and for dates no calendar has. */
export const parseLocalDate = (text: string): LocalDay => {
  const ms = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) {
    throw new RangeError(`not a date YYYY-MM-DD: ${text}`);
  }
  return ms / DAY;
};

/** Writes "YYYY-MM-DD". */
export const formatLocalDate = (day: LocalDay): string =>
  new Date(day * DAY).toISOString().slice(0, 10);

/** 1 = Monday … 7 = Sunday. 1970-01-01 is a Thursday. */
export const weekdayOf = (day: LocalDay): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Minutes after midnight of "HH:MM", up to 1440 for "24:00". Throws RangeError for any other text. */
export const parseWallTime = (text: string): number => {
  const match = WALL_TIME.exec(text);
  if (!match) throw new RangeError(`not a time HH:MM: ${text}`);
  const [, hours, minutes] = match;
  return hours === undefined ? 1440 : Number(hours) * 60 + Number(minutes);
};
