import { z } from "zod";
import { bookingStates } from "#src/domain/booking-states.ts";
import { answerTypes } from "#src/domain/sop/sop.ts";
import { Id, Instant, LocalDate, OffsetInstant, Reason, ReasonCode } from "./formats.ts";
import { OverrideList } from "./overrides.ts";

/** Dates from and to, both included, 31 at most, on the clock of the organization or of the location named. */
export const ReadCalendar = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  providerId: Id.optional(),
  locationId: Id.optional(),
});

/** Time taken of one person or thing. A booking of several has an entry for each. */
const EntryRecord = z
  .object({
    entry_id: Id,
    kind: z.enum(["hold", "booking", "block"]),
    provider_id: Id.nullable(),
    resource_id: Id.nullable(),
    location_id: Id.nullable(),
    booking_id: Id.nullable(),
    starts_at: Instant,
    ends_at: Instant,
    expires_at: Instant.nullable().describe("Until when a hold counts"),
    service_id: Id.nullable(),
    service_name: z.string().nullable(),
    in_package: z.boolean().describe("One of several services in a row; it cannot be moved alone"),
    state: z.enum(bookingStates).nullable(),
    lead_id: Id.nullable(),
    lead_name: z.string().nullable(),
    participants: z.number().nullable(),
  })
  .meta({ id: "CalendarEntry" });

const OpenRecord = z.object({ location_id: Id, starts_at: Instant, ends_at: Instant });

const AwayRecord = z
  .object({
    time_off_id: Id,
    provider_id: Id.nullable(),
    location_id: Id.nullable(),
    resource_id: Id.nullable(),
    starts_at: Instant,
    ends_at: Instant,
    whole_days: z.boolean(),
    reason: z.string().nullable(),
  })
  .meta({ id: "CalendarTimeOff" });

/** Everything a calendar of these dates shows, in one answer. A provider sees their own alone. */
export const CalendarAnswer = z.object({
  success: z.literal(true),
  timezone: z.string().describe("Whose clock the dates are on"),
  from: Instant,
  to: Instant.describe("Not included"),
  locations: z.array(z.object({ location_id: Id, name: z.string() })),
  providers: z.array(
    z.object({
      provider_id: Id,
      name: z.string(),
      open: z.array(OpenRecord).describe("When they work, overrides and time off counted in"),
    }),
  ),
  resources: z.array(
    z.object({ resource_id: Id, name: z.string(), kind: z.string(), location_id: Id }),
  ),
  entries: z.array(EntryRecord),
  complete: z.boolean().describe("False: there are more entries than one answer holds"),
  time_off: z.array(AwayRecord),
  overrides: OverrideList.shape.overrides,
});

/** To exactly this time, in one step: a refusal leaves the appointment where it is. */
export const MoveToTime = z.strictObject({
  shownStart: OffsetInstant.describe("When it starts as far as you know; another is not moved"),
  start: OffsetInstant,
  providerId: Id.optional(),
  locationId: Id.optional(),
  reason: Reason,
  reasonCode: ReasonCode.optional(),
  overrule: z
    .boolean()
    .default(false)
    .describe("Set a deadline of the policy aside; recorded under your name"),
  statedBy: z.string().trim().min(1).max(200).optional().describe("Who heard the lead's yes"),
});

/** What must be answered before a service is booked. */
export const QuestionList = z.object({
  success: z.literal(true),
  questions: z.array(
    z.object({
      field: z.string(),
      type: z.enum(answerTypes),
      question: z.string(),
      options: z.array(z.object({ key: z.string(), label: z.string() })).describe("Of a choice"),
    }),
  ),
});
