import { z } from "zod";

import { Affected } from "./catalog-affected.ts";
import { Id, Instant, LocalDate } from "./formats.ts";

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Who or what is away: whole dates with both ends included, or from an instant to another. */
export const NewTimeOff = z.strictObject({
  providerId: Id.exactOptional(),
  locationId: Id.exactOptional(),
  resourceId: Id.exactOptional(),
  startDate: LocalDate.exactOptional(),
  endDate: LocalDate.exactOptional(),
  start: Moment.exactOptional(),
  end: Moment.exactOptional(),
  reason: z.string().trim().max(500).exactOptional(),
});

const TimeOffRecord = z
  .object({
    time_off_id: Id,
    provider_id: Id.nullable(),
    location_id: Id.nullable(),
    resource_id: Id.nullable(),
    start_date: z.string().nullable(),
    end_date: z.string().nullable(),
    starts_at: Instant.nullable(),
    ends_at: Instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "TimeOff" });

export const TimeOffAnswer = z.object({
  success: z.literal(true),
  time_off: TimeOffRecord,
  affected: Affected,
});

export const TimeOffList = z.object({ success: z.literal(true), time_off: z.array(TimeOffRecord) });
