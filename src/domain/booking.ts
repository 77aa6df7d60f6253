import type { BookingState } from "./booking-states.ts";
import type { Money } from "./money.ts";
import type { SlotPrice } from "./pricing/slot-price.ts";

/** The appointment of a booking: who, where, when. Instants are UTC, `zone` is the location's. */
export interface Appointment {
  readonly start: Date;
  readonly end: Date;
  readonly zone: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly locationId: string;
  readonly locationName: string;
  /** The services of a package, one after the other; `start` and `end` enclose them. */
  readonly parts?: readonly AppointmentPart[];
}

/** One service of a package: what, with whom, when. */
export interface AppointmentPart {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly start: Date;
  readonly end: Date;
}

/** What the rules need to know of a booking itself. */
export interface Booking {
  readonly id: string;
  readonly organizationId: string;
  readonly leadId: string;
  readonly state: BookingState;
  /** The state an ERROR came from; null in every other state. */
  readonly stateBeforeError: BookingState | null;
  readonly version: number;
  readonly serviceId: string | null;
  readonly serviceName: string | null;
  /** People who come, the lead among them. */
  readonly participants: number;
  /** The length the lead chose; null for the usual one. */
  readonly durationMinutes: number | null;
  /** The series this is an occurrence of, and which one it is, counted from 0. */
  readonly series: { readonly id: string; readonly position: number } | null;
  readonly appointment: Appointment | null;
  readonly previousAppointments: readonly Appointment[];
  readonly previousBookingIds: readonly string[];
  readonly rescheduleCount: number;
  /** The lead said yes to a reminder of this appointment (000 §7.2). */
  readonly confirmedByReminder: boolean;
  readonly showUp: boolean | null;
  readonly missed: boolean;
  readonly lastActivityAt: Date;
  readonly payment: BookingPayment;
  /** What the appointment was confirmed for; null without one, or where there is no price. */
  readonly price: SlotPrice | null;
}

export interface BookingPayment {
  readonly required: boolean;
  readonly amount: Money | null;
  readonly method: string | null;
  /** `refunded`: what came was given back, or as much of it as the policy says. */
  readonly status: "pending" | "received" | "settled" | "refunded" | null;
}
