import { z } from "zod";

import { DateOrInstant, Id, Instant, LocalDate, NextCursor } from "./formats.ts";

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);

/** A stretch of the local day, `[fromMinute, toMinute)` after midnight. */
const TimeOfDay = z
  .strictObject({
    weekdays: z
      .array(z.number().int().min(1).max(7))
      .min(1)
      .max(7)
      .optional()
      .describe("1 = Monday; every day when absent"),
    fromMinute: minuteOfDay,
    toMinute: minuteOfDay,
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    path: ["toMinute"],
    message: "must come after fromMinute",
  });

const DateSpan = z.strictObject({ from: LocalDate, to: LocalDate });

/**
 * A wish that is kept for as long as the organization's policy says. `from` and `to` are on the
 * clock of the lead, `dates` and `times` on that of the place.
 */
export const JoinWaitlist = z.strictObject({
  leadId: Id,
  serviceId: Id,
  wish: z.string().trim().min(1).max(500).describe("What the lead wants, in their words"),
  bookingId: Id.optional().describe("The open booking that waits; a new one when absent"),
  dates: z.array(DateSpan).max(20).optional().describe("Both ends included"),
  times: z.array(TimeOfDay).max(20).optional(),
  from: DateOrInstant.optional(),
  to: DateOrInstant.optional(),
  providerId: Id.optional(),
  locationId: Id.optional(),
  participants: z.number().int().min(1).max(1000).optional(),
});

/** A wish; it stands while it is `waiting` or `offered`, until `expires_at`. */
export const WaitlistRecord = z
  .object({
    entry_id: Id,
    lead_id: Id,
    booking_id: Id.nullable(),
    service_id: Id,
    service_name: z.string(),
    provider_id: Id.nullable(),
    location_id: Id.nullable(),
    wish: z.string(),
    dates: z.array(z.object({ from: z.string(), to: z.string() })),
    times: z.array(
      z.object({
        weekdays: z.array(z.number()).optional(),
        fromMinute: z.number(),
        toMinute: z.number(),
      }),
    ),
    wished_from: Instant.nullable(),
    wished_to: Instant.nullable(),
    participants: z.number(),
    status: z.enum(["waiting", "offered", "booked", "expired", "left"]),
    offered_until: Instant.nullable().describe("Until when a time is kept for this lead"),
    offers: z.number().describe("Times offered so far"),
    created_at: Instant,
    expires_at: Instant,
  })
  .meta({ id: "WaitlistEntry" });

export const WaitlistAnswer = z.object({ success: z.literal(true), entry: WaitlistRecord });

export const WaitlistJoined = z.object({
  success: z.literal(true),
  entry: WaitlistRecord,
  place: z.number().describe("1 is the next a time is offered to"),
});

export const WaitlistList = z.object({
  success: z.literal(true),
  entries: z.array(WaitlistRecord),
  nextCursor: NextCursor,
});
