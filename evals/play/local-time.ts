import { DateTime } from "luxon";

const FORMAT = "yyyy-MM-dd HH:mm";

/** "2026-02-10 09:00" on a clock of this zone. Throws when there is no such time. */
export const instantOfLocal = (local: string, zone: string): Date => {
  const time = DateTime.fromFormat(local, FORMAT, { zone });
  if (!time.isValid) throw new Error(`${local} is no time in ${zone}`);
  return time.toJSDate();
};

export const localOf = (instant: Date, zone: string): string =>
  DateTime.fromJSDate(instant, { zone }).toFormat(FORMAT);

const minutesOf = { m: 1, h: 60, d: 24 * 60 } as const;

/** Minutes of "35m", "2h" or "3d". */
export const minutesIn = (length: string): number =>
  Number(length.slice(0, -1)) * minutesOf[length.slice(-1) as keyof typeof minutesOf];
