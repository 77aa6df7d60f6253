import { z } from "zod";

import { Id, LocalDate } from "./formats.ts";
import { IntervalBody, IntervalRecord } from "./hours.ts";

/** Hours of one date in place of that weekday's, of a location or of a provider there. */
export const OverrideBody = z.strictObject({
  locationId: Id,
  providerId: Id.exactOptional().describe("Without it, the location's own hours"),
  date: LocalDate,
  intervals: z.array(IntervalBody).max(20).describe("None: closed on that date"),
});

/** Dates from and to, both included; a year from today unless they are named. */
export const DatesQuery = z.strictObject({
  from: LocalDate.optional(),
  to: LocalDate.optional(),
});

const OverrideRecord = z
  .object({
    override_id: Id,
    location_id: Id,
    provider_id: Id.nullable(),
    date: z.string(),
    intervals: z.array(IntervalRecord),
  })
  .meta({ id: "HoursOverride" });

export const OverrideAnswer = z.object({ success: z.literal(true), override: OverrideRecord });

export const OverrideList = z.object({
  success: z.literal(true),
  overrides: z.array(OverrideRecord),
});
