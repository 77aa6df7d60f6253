import { z } from "zod";

import { bookingStates } from "#src/domain/booking-states.ts";
import { BlockingRecord } from "./error.ts";
import { Id, Instant, LocalDate, LocalTime, Reason } from "./formats.ts";
import { SlotRecord } from "./slot.ts";

/** Visits that come back, for an open booking whose service is chosen; it becomes the first one. */
export const ProposeSeries = z.strictObject({
  bookingId: Id,
  rule: z
    .string()
    .min(1)
    .max(200)
    .describe("RFC 5545 RRULE that ends by itself, such as FREQ=WEEKLY;BYDAY=TU;COUNT=6"),
  date: LocalDate.describe("Of the first visit, on the clock of the place"),
  time: LocalTime,
  providerId: Id.optional(),
  locationId: Id.optional(),
});

/** The lead said yes to all visits that are held. */
export const ConfirmSeries = z.strictObject({
  statedBy: z.string().trim().min(1).max(200).describe("Who answers for the lead's yes"),
});

const which = {
  scope: z.enum(["one", "following", "all"]).describe("Of the visits that lie ahead"),
  position: z.int().min(0).max(59).default(0).describe("The visit pointed at, counted from 0"),
  reason: Reason,
  overrule: z.boolean().default(false).describe("Set deadlines of the policy aside"),
};

export const CancelSeries = z.strictObject(which);

/** The visit pointed at goes to this time, the others keep step with it. */
export const MoveSeries = z.strictObject({ ...which, date: LocalDate, time: LocalTime });

/** One visit and what became of it. */
export const VisitRecord = z
  .object({
    position: z.number(),
    starts_at: Instant,
    status: z.enum(["held", "booked", "cancelled", "not_free", "refused"]),
    booking_id: Id.nullable(),
    slot: SlotRecord.optional(),
    /** Why it is not free: codes as in the reasons of availability. */
    reasons: z.array(z.string()).optional(),
    alternatives: z.array(SlotRecord).optional(),
    message: z.string().optional(),
    blocking: z.array(BlockingRecord).optional(),
  })
  .meta({ id: "Visit" });

/** Every visit is told of, whatever became of it. */
export const SeriesAnswer = z.object({
  success: z.literal(true),
  series_id: Id,
  service_id: Id,
  service_name: z.string(),
  timezone: z.string(),
  visits: z.array(VisitRecord),
});

/** A series as it stands. */
export const SeriesRecord = z.object({
  success: z.literal(true),
  series_id: Id,
  lead_id: Id,
  service_id: Id,
  rule: z.string(),
  starts_local: z.string(),
  timezone: z.string(),
  visits: z.array(
    z.object({
      position: z.number(),
      booking_id: Id,
      state: z.enum(bookingStates),
      starts_at: Instant.nullable(),
      provider_id: Id.nullable(),
      location_id: Id.nullable(),
    }),
  ),
});
