/** A weekly interval. `weekday` 1 = Monday … 7 = Sunday; times "HH:MM", "24:00" allowed. */
export interface Hours {
  readonly weekday: number;
  readonly start: string;
  /** Not after `start`: the interval ends on the next date (a night shift). */
  readonly end: string;
}

/** The intervals of one date "YYYY-MM-DD" instead of its weekday's hours; none closes the date. */
export interface DateOverride {
  readonly date: string;
  readonly intervals: readonly { readonly start: string; readonly end: string }[];
}

/** Whole dates, both included, or a stretch of instants `[start, end)`. */
export type TimeOff =
  | { readonly startDate: string; readonly endDate: string }
  | { readonly start: number; readonly end: number };

/** When a provider or a location is open. Every wall time and date is in `timezone`. */
export interface Calendar {
  /** IANA name, such as "Asia/Ho_Chi_Minh". */
  readonly timezone: string;
  readonly workingHours: readonly Hours[];
  readonly overrides: readonly DateOverride[];
  readonly timeOff: readonly TimeOff[];
  /** Subtracted like time off, every week; they do not move the grid of slots. */
  readonly breaks?: readonly Hours[];
}
