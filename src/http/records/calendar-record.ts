import type { z } from "zod";

import { calendarOf } from "#src/booking/workplaces.ts";
import type { Location, Provider } from "#src/db/queries/catalog.ts";
import type { HourOverride, TimeOff, WorkingHours } from "#src/db/queries/catalog-hours.ts";
import type { CalendarEntry } from "#src/db/queries/desk-calendar.ts";
import type { Interval } from "#src/domain/availability/interval.ts";
import { gridBlocks, openTime } from "#src/domain/availability/open-time.ts";
import type { CalendarAnswer } from "../contract/calendar.ts";
import { type LocalRange, rangeOfDate } from "../local-time.ts";

type Shown = z.output<typeof CalendarAnswer>;

/** The hours that bind, of everybody and every place. */
export interface Hours {
  readonly hours: readonly WorkingHours[];
  readonly overrides: readonly HourOverride[];
  readonly timeOff: readonly TimeOff[];
}

/** When somebody works in a range, place by place, as availability counts it. */
export const openOf = (
  hours: Hours,
  provider: Provider,
  locations: readonly Location[],
  { from, to }: LocalRange,
): Shown["providers"][number]["open"] => {
  const window: Interval = { start: from.getTime(), end: to.getTime() };
  return locations.flatMap((location) => {
    const binding = {
      ...calendarOf(hours, location, provider),
      location: calendarOf(hours, location, null),
    };
    return openTime(binding, gridBlocks(binding, window), window).map(({ start, end }) => ({
      location_id: location.id,
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(end).toISOString(),
    }));
  });
};

/** Time off as a stretch of time, also where it is kept as dates; these are of the owner's calendar. */
export const toAwayRecord = (row: TimeOff, zone: string): Shown["time_off"] => {
  const { id, provider_id, location_id, resource_id, reason, start_date, end_date } = row;
  const stretch =
    start_date !== null && end_date !== null
      ? { from: rangeOfDate(zone, start_date)?.from, to: rangeOfDate(zone, end_date)?.to }
      : { from: row.starts_at, to: row.ends_at };
  // Dates a zone skipped are nobody's time off.
  if (!stretch.from || !stretch.to) return [];
  return [
    {
      ...{ time_off_id: id, provider_id, location_id, resource_id, reason },
      starts_at: stretch.from.toISOString(),
      ends_at: stretch.to.toISOString(),
      whole_days: start_date !== null,
    },
  ];
};

export const toEntryRecord = ({ id, ...row }: CalendarEntry): Shown["entries"][number] => ({
  entry_id: id,
  ...row,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  expires_at: row.expires_at?.toISOString() ?? null,
});
