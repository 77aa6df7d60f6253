import { z } from "zod";
import { bookingStates } from "#src/domain/booking-states.ts";
import { changeReasons } from "#src/domain/change-reason.ts";
import { Id, Instant } from "./formats.ts";

/** One attempt to change a booking, allowed or blocked, in the shape of 000 §10.2. */
export const EventRecord = z
  .object({
    event_id: Id,
    booking_id: Id,
    timestamp: Instant,
    event_type: z.string(),
    from_state: z.enum(bookingStates),
    to_state: z.enum(bookingStates),
    triggered_by: z.string(),
    triggered_by_id: z.string(),
    message_content: z.string().nullable(),
    reason: z.string().nullable(),
    reason_code: z.enum(changeReasons).nullable(),
    data_snapshot: z.record(z.string(), z.unknown()),
    validation_passed: z.boolean(),
    validation_checks: z.array(
      z.object({ rule: z.string(), passed: z.boolean(), why: z.string().optional() }),
    ),
  })
  .meta({ id: "BookingEvent" });

/** The oldest first. */
export const EventList = z.object({ success: z.literal(true), events: z.array(EventRecord) });
