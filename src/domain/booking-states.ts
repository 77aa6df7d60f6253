/** Every state of a booking (000 §2). Stored as text; the database checks the same list. */
export const bookingStates = [
  "INQUIRY",
  "SERVICE_SELECTED",
  "SLOT_PROPOSED",
  "SLOT_CONFIRMED",
  "PAYMENT_PENDING",
  "PAID",
  "REMINDER_SENT",
  "COMPLETED",
  "NO_SHOW",
  "RESCHEDULED",
  "FOLLOW_UP",
  "CANCELLED",
  "ABANDONED",
  "ERROR",
] as const;

export type BookingState = (typeof bookingStates)[number];

/** Who moves a booking. `payment` is a verified payment webhook, `system` a job of ours. */
export const actors = ["lead", "sales", "provider", "system", "payment"] as const;

export type Actor = (typeof actors)[number];

/** States in which an appointment stands in the calendar. */
export const appointedStates = [
  "SLOT_CONFIRMED",
  "PAYMENT_PENDING",
  "PAID",
  "REMINDER_SENT",
] as const satisfies readonly BookingState[];

/** States that wait for the lead to go on choosing. */
export const openStates = [
  "INQUIRY",
  "SERVICE_SELECTED",
  "SLOT_PROPOSED",
  "RESCHEDULED",
] as const satisfies readonly BookingState[];

/** COMPLETED and CANCELLED end a booking; booking again opens a new one. */
export const finalStates = ["COMPLETED", "CANCELLED"] as const satisfies readonly BookingState[];

const includes = (states: readonly BookingState[], state: BookingState) => states.includes(state);

export const isAppointed = (state: BookingState): boolean => includes(appointedStates, state);
export const isOpen = (state: BookingState): boolean => includes(openStates, state);
export const isFinal = (state: BookingState): boolean => includes(finalStates, state);
