import { z } from "zod";

import { actors, bookingStates } from "#src/domain/booking-states.ts";
import { answerTypes } from "#src/domain/sop/sop.ts";
import { BlockingRecord, ErrorBody } from "./error.ts";
import { Id, Instant, NextCursor, ReasonCode } from "./formats.ts";
import { MoneyRecord, priced } from "./price.ts";
import { PartRecord, SlotRecord } from "./slot.ts";

/** Somebody who comes with a booking. */
const ParticipantRecord = z
  .object({ name: z.string(), phone: z.string().nullable(), email: z.string().nullable() })
  .meta({ id: "Participant" });

/** An answer to a question of an SOP that is about this booking. */
export const IntakeRecord = z
  .object({
    field: z.string(),
    type: z.enum(answerTypes),
    label: z.string().describe("The question as it was asked"),
    value: z.string().describe("As it is kept: yes or no, an option's key, YYYY-MM-DD, E.164"),
    shown: z.string().describe("As people read it: an option by its label"),
    answered_at: Instant.nullable(),
    sop_id: Id.nullable(),
    sop_version: z.number().nullable().describe("The version it was answered under"),
  })
  .meta({ id: "IntakeAnswer" });

/**
 * A booking in the shape of 000 §4.1, and who comes to it, for how long and as part of what. Dates and times of the appointment are on the wall
 * clock of its location. `required_fields` and `met_conditions` also have the organization's own
 * questions, by their field (000 §9.1).
 */
export const BookingRecord = z
  .object({
    booking_id: Id,
    lead_id: Id,
    organization_id: Id,
    created_at: Instant,
    updated_at: Instant,
    appointment_date: z.string().nullable(),
    appointment_time: z.string().nullable(),
    appointment_end_time: z.string().nullable(),
    service_id: Id.nullable(),
    service_name: z.string().nullable(),
    provider_id: Id.nullable(),
    provider_name: z.string().nullable(),
    location_id: Id.nullable(),
    participants: z.number().describe("People who come, the lead among them"),
    participant_details: z.array(ParticipantRecord).describe("Those of them who were named"),
    duration_minutes: z.number().nullable().describe("The length the lead chose; null: the usual"),
    parts: z.array(PartRecord).describe("The services of a package in order; else empty"),
    series_id: Id.nullable(),
    series_position: z.number().nullable().describe("Which visit of its series, from 0"),
    state: z.enum(bookingStates),
    state_history: z.array(
      z.object({ state: z.enum(bookingStates), at: Instant, by: z.enum(actors) }),
    ),
    required_fields: z.record(z.string(), z.boolean()),
    met_conditions: z
      .record(z.string(), z.boolean().nullable())
      .describe("null where the condition does not apply"),
    blocking_issues: z
      .array(BlockingRecord)
      .describe("What stands in the way of the next step, as far as the record shows it"),
    ...priced,
    payment_required: z.boolean(),
    payment_amount: MoneyRecord.nullable(),
    payment_method: z.string().nullable(),
    payment_status: z.enum(["pending", "received", "settled", "refunded"]).nullable(),
    payment_transaction_id: z.string().nullable(),
    confirmed_by_reminder: z.boolean().describe("The lead said yes to a reminder of it"),
    show_up_status: z.boolean().nullable(),
    show_up_verified_at: Instant.nullable(),
    show_up_verified_by: z.string().nullable(),
    show_up_notes: z.string(),
    reschedule_count: z.number(),
    reschedule_reason: z.string().nullable(),
    reschedule_reason_code: ReasonCode.nullable(),
    previous_booking_ids: z.array(Id),
    cancelled_at: Instant.nullable(),
    cancelled_by: z.string().nullable().describe("customer, sales, provider or system"),
    cancellation_reason: z.string().nullable(),
    cancellation_reason_code: ReasonCode.nullable(),
    reminder_sent_times: z.array(
      z.object({ time: z.string(), type: z.string(), status: z.string() }),
    ),
    last_communication_at: Instant,
    notes: z.string(),
    tags: z.array(z.string()),
    intake: z.array(IntakeRecord).describe("Answers of its intake form, with type and label"),
    custom_fields: z.record(z.string(), z.string()),
    calendar_event_id: z.string().nullable(),
    external_booking_id: z.string().nullable(),
  })
  .meta({ id: "Booking" });

/** One booking. */
export const BookingAnswer = z.object({ success: z.literal(true), booking: BookingRecord });

/** A booking after something was done with it, and what came of it. */
export const ActionAnswer = z.object({
  success: z.literal(true),
  booking: BookingRecord,
  offered: z.array(SlotRecord).optional().describe("Slots held for the lead until they choose"),
  rebookOffered: z.boolean().optional().describe("The lead may be asked to book again"),
  flaggedUnstable: z.boolean().optional().describe("More reschedules than the policy allows for"),
});

/** One page of bookings. */
export const BookingList = z.object({
  success: z.literal(true),
  bookings: z.array(BookingRecord),
  nextCursor: NextCursor,
});

/** Bookings of one lead, those that have ended among them. */
export const LeadBookings = z.object({
  success: z.literal(true),
  bookings: z.array(BookingRecord).describe("The newest first, at most 100"),
});

/** What came of each booking of a bulk: as if it had been sent alone. */
export const BulkAnswer = z.object({
  success: z.literal(true).describe("The bulk was worked through; each result says how it ended"),
  booked: z.number(),
  refused: z.number(),
  results: z.array(
    z.discriminatedUnion("ok", [
      z.object({
        index: z.number().describe("Of the booking in the request"),
        ok: z.literal(true),
        booking: BookingRecord,
        offered: ActionAnswer.shape.offered,
      }),
      z.object({
        index: z.number(),
        ok: z.literal(false),
        status: z.number().describe("The HTTP status of this refusal alone"),
        error: ErrorBody,
      }),
    ]),
  ),
});
