import { DateTime } from "luxon";

import type { Language } from "#src/domain/facts.ts";

const weekdaysVi = ["", "Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật"];

export interface Where {
  /** The zone of whoever listens. */
  readonly zone: string;
  /** The zone of the place; when it differs, the sentence names the zone it speaks in. */
  readonly placeZone?: string | undefined;
  readonly language: Language;
}

/**
 * A time as every lead hears it: weekday, date, local time, and the zone when it is not the
 * place's (BOOKING.md "Lead time line"): `Thứ 3, 10/02, 09:00`, `Tuesday, 10 February, 09:00`.
 */
export const sayTime = (instant: Date, { zone, placeZone, language }: Where): string => {
  const local = DateTime.fromJSDate(instant, { zone });
  const words = `${sayDate(instant, zone, language)}, ${local.toFormat("HH:mm")}`;
  return placeZone === undefined || sameOffset(instant, zone, placeZone)
    ? words
    : `${words} (${zone})`;
};

/** The date alone: `Thứ 3, 10/02`, `Tuesday, 10 February`. */
export const sayDate = (instant: Date, zone: string, language: Language): string => {
  const local = DateTime.fromJSDate(instant, { zone });
  return language === "vi"
    ? `${weekdaysVi[local.weekday]}, ${local.toFormat("dd/MM")}`
    : local.setLocale("en").toFormat("cccc, d LLLL");
};

const sameOffset = (instant: Date, a: string, b: string): boolean =>
  DateTime.fromJSDate(instant, { zone: a }).offset ===
  DateTime.fromJSDate(instant, { zone: b }).offset;
