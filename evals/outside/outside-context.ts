import { DateTime } from "luxon";

import type { TimeContext } from "#src/language/find-times.ts";

/** The sources name a day and no clock; nobody there asks for a time before eight. */
const zone = "America/Los_Angeles";

export const contextOf = (referenceDate: string): TimeContext => ({
  now: DateTime.fromISO(`${referenceDate}T08:00`, { zone }).toJSDate(),
  zone,
  locale: "en",
  openHours: { fromMinute: 9 * 60, toMinute: 18 * 60 },
});

/** A local date and clock, either of them unknown: "2019-03-01", "14:30". */
export interface Wanted {
  readonly date?: string | undefined;
  readonly time?: string | undefined;
}

interface Slot {
  readonly slot: string;
  readonly canonical: string;
}

export const wantedIn = (slots: readonly Slot[]): Wanted => ({
  date: slots.findLast(({ slot }) => slot === "appointment_date")?.canonical,
  time: slots.findLast(({ slot }) => slot === "appointment_time")?.canonical,
});

export const startOf = ({ date, time }: Wanted): Date | undefined =>
  date && time ? DateTime.fromISO(`${date}T${time}`, { zone }).toJSDate() : undefined;

/** The local date and clock of an instant. */
export const localOf = (instant: Date): { readonly date: string; readonly time: string } => {
  const local = DateTime.fromJSDate(instant, { zone });
  return { date: local.toFormat("yyyy-MM-dd"), time: local.toFormat("HH:mm") };
};
