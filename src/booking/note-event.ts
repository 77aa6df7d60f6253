import { insertBookingEvent } from "#src/db/queries/bookings.ts";
import type { Session } from "./session.ts";

/** Something that happened to a booking without moving it. */
interface Noted {
  readonly eventType:
    | "time_closed"
    | "below_minimum"
    | "apology_unanswered"
    | "payment_trouble"
    | "reminder_unanswered"
    | "show_up_unknown"
    | "reminder_confirmed";
  readonly reason: string;
}

/** One row of the audit for what is no transition. */
export const noteEvent = async (
  { tx, deps, caller, organization, booking, now }: Session,
  { eventType, reason }: Noted,
): Promise<void> => {
  const { appointment } = booking;
  await insertBookingEvent(tx, {
    organization_id: organization.id,
    event_id: deps.newId(),
    booking_id: booking.id,
    timestamp: now,
    event_type: eventType,
    from_state: booking.state,
    to_state: booking.state,
    triggered_by: caller.actor,
    triggered_by_id: caller.actorId,
    message_content: null,
    reason,
    reason_code: null,
    data_snapshot: JSON.stringify({
      service_id: booking.serviceId,
      provider_id: appointment?.providerId ?? null,
      location_id: appointment?.locationId ?? null,
      starts_at: appointment?.start.toISOString() ?? null,
    }),
    validation_passed: true,
    validation_checks: JSON.stringify([]),
  });
};
