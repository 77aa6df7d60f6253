import type { BookingDeps } from "#src/booking/booking-deps.ts";
import type { Events } from "#src/events.ts";

/** What the house acts with when nobody asked it to. */
export interface LifecycleDeps extends BookingDeps {
  readonly events: Events;
}
