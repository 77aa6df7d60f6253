import type { SlotQuestion } from "./find-slots-input.ts";
import { type LocalDay, MINUTE } from "./local-date.ts";
import { localDayOf } from "./wall-time.ts";

/** The first instant that keeps the minimum notice. */
export const earliestStart = ({ now, service }: SlotQuestion): number =>
  now + service.minNoticeMinutes * MINUTE;

/** The last bookable local date, or null when there is no horizon. */
export const lastBookableDay = ({ timezone, now, service }: SlotQuestion): LocalDay | null =>
  service.maxAdvanceDays === null ? null : localDayOf(timezone, now) + service.maxAdvanceDays;

/** Tells whether as many bookings as the service allows start on the local date of an instant. */
export const cappedDays = (question: SlotQuestion): ((instant: number) => boolean) => {
  const { timezone, busy, service } = question;
  const { maxPerDay } = service;
  if (maxPerDay === undefined) return () => false;
  const bookings = new Map<LocalDay, number>();
  for (const { kind, start } of busy) {
    if (kind !== "booking") continue;
    const day = localDayOf(timezone, start);
    bookings.set(day, (bookings.get(day) ?? 0) + 1);
  }
  return (instant) => (bookings.get(localDayOf(timezone, instant)) ?? 0) >= maxPerDay;
};
