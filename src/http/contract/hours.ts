import { z } from "zod";

import { Id } from "./formats.ts";

const OpeningTime = z.stringFormat("local-time", /^([01]\d|2[0-3]):[0-5]\d$/);
const ClosingTime = z.stringFormat("closing-time", /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** "HH:MM" to "HH:MM" or "24:00" on the wall clock. */
export const IntervalBody = z.strictObject({
  start: OpeningTime,
  end: ClosingTime,
  overnight: z.boolean().exactOptional().describe("End is a time of the next day"),
});

const Intervals = z.array(IntervalBody).max(20);

const WeekdayHours = z.strictObject({
  weekday: z.int().min(1).max(7).describe("1 = Monday … 7 = Sunday"),
  open: Intervals.min(1),
  breaks: Intervals.default([]),
});

/** The whole week; a weekday that is not named is closed. */
const Week = z.array(WeekdayHours).max(7);

export const LocationHours = z.strictObject({ hours: Week });
export const ProviderHours = z.strictObject({ locationId: Id, hours: Week });

/** An interval as it is read; `overnight` says that it ends on the next day. */
export const IntervalRecord = z
  .object({ start: z.string(), end: z.string(), overnight: z.boolean() })
  .meta({ id: "Interval" });

const WeekRecord = z.array(
  z.object({
    weekday: z.number(),
    open: z.array(IntervalRecord),
    breaks: z.array(IntervalRecord),
  }),
);

export const LocationHoursAnswer = z.object({ success: z.literal(true), hours: WeekRecord });

/** Of a provider, at every location they work at. */
export const ProviderHoursAnswer = z.object({
  success: z.literal(true),
  locations: z.array(z.object({ location_id: Id, hours: WeekRecord })),
});
