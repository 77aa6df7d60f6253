import type { z } from "zod";

import type { HourOverride, TimeOff, WorkingHours } from "#src/db/queries/catalog-hours.ts";
import type { LocationHoursAnswer } from "../contract/hours.ts";
import type { OverrideAnswer } from "../contract/overrides.ts";
import type { TimeOffAnswer } from "../contract/time-off.ts";

const toInterval = ({ start, end }: { readonly start: string; readonly end: string }) => ({
  ...{ start, end },
  overnight: end <= start,
});

/** The hours of one owner as weekdays, each with its intervals in order. */
export const toWeek = (
  rows: readonly WorkingHours[],
): z.output<typeof LocationHoursAnswer>["hours"] => {
  const intervals = (own: readonly WorkingHours[], kind: WorkingHours["kind"]) =>
    own
      .filter((row) => row.kind === kind)
      .map(({ starts, ends }) => toInterval({ start: starts, end: ends }));
  return [...Map.groupBy(rows, ({ weekday }) => weekday)].map(([weekday, own]) => ({
    weekday,
    open: intervals(own, "open"),
    breaks: intervals(own, "break"),
  }));
};

export const toOverrideRecord = ({
  id,
  location_id,
  provider_id,
  date,
  intervals,
}: HourOverride): z.output<typeof OverrideAnswer>["override"] => ({
  ...{ override_id: id, location_id, provider_id, date },
  intervals: intervals.map(toInterval),
});

export const toTimeOffRecord = ({
  id,
  organization_id: _,
  starts_at,
  ends_at,
  ...shown
}: TimeOff): z.output<typeof TimeOffAnswer>["time_off"] => ({
  time_off_id: id,
  ...shown,
  starts_at: starts_at?.toISOString() ?? null,
  ends_at: ends_at?.toISOString() ?? null,
});
