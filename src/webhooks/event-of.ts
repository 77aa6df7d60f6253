import type { BookingEvent } from "#src/db/queries/webhooks.ts";

/** What other systems are told of a booking; people's own words stay with us. */
export const eventOf = (event: BookingEvent) => ({
  type: `booking.${event.to_state.toLowerCase()}` as const,
  timestamp: new Date(event.timestamp).toISOString(),
  data: {
    event_id: event.event_id,
    booking_id: event.booking_id,
    event_type: event.event_type,
    from_state: event.from_state,
    to_state: event.to_state,
    triggered_by: event.triggered_by,
    reason: event.reason,
    reason_code: event.reason_code,
    booking: event.data_snapshot,
  },
});
