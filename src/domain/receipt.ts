import type { Appointment, Booking } from "./booking.ts";
import type { Slot } from "./slot.ts";

export type ReceiptAction =
  | "booking_created"
  | "service_selected"
  | "details_saved"
  | "slots_proposed"
  | "slot_confirmed"
  | "rescheduled"
  | "cancelled"
  | "reminder_answered"
  | "payment_started"
  | "show_up_recorded"
  | "moved";

/** Proof of what was committed. Nothing may be said about a booking that no receipt or row backs. */
export interface Receipt {
  readonly ok: true;
  readonly action: ReceiptAction;
  readonly at: Date;
  readonly booking: Booking;
  /** Slots held for the lead by this proposal, ascending, and until when. */
  readonly offered?: readonly Slot[];
  /** The slot of this confirmation. */
  readonly slot?: Slot;
  /** The appointment given up by a reschedule or a cancellation. */
  readonly freed?: Appointment;
  /** The lead may be asked whether to book again (000 §8.2). */
  readonly rebookOffered?: boolean;
  /** More reschedules than the policy allows for (000 §8.1). */
  readonly flaggedUnstable?: boolean;
}
