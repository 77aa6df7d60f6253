import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import {
  type BroughtLink,
  expiryOf,
  type LinkSettings,
  mintLink,
  readLink,
} from "./signed-link.ts";

/** Links that let their holder see and change one appointment, until it is another or over. */
export interface ManageLinks {
  /** The address of the page of this appointment; null: there is none, or nobody could reach it. */
  urlOf(booking: Booking): string | null;
  /** The token alone, for addresses below our own. */
  tokenOf(booking: Booking): string | null;
  /** Null for what was never a link. */
  read(token: string): BroughtLink | null;
}

/** The appointment a link can be of; null when the booking has none any more. */
export const linkedAppointment = ({ state, appointment }: Booking): Appointment | null =>
  isAppointed(state) ? appointment : null;

export const editionOf = ({ previousAppointments }: Booking): number => previousAppointments.length;

/** Mints and reads the links of appointments. */
export const openManageLinks = ({ key, publicUrl, now, mostDays }: LinkSettings): ManageLinks => {
  const tokenOf = (booking: Booking): string | null => {
    const appointment = linkedAppointment(booking);
    if (!appointment) return null;
    const expiresAt = expiryOf(appointment, { now, mostDays });
    const { id: bookingId, organizationId } = booking;
    return mintLink(key, { organizationId, bookingId, edition: editionOf(booking), expiresAt });
  };
  return {
    tokenOf,
    urlOf: (booking) => {
      const token = publicUrl === null ? null : tokenOf(booking);
      return token === null || publicUrl === null ? null : new URL(`/b/${token}`, publicUrl).href;
    },
    read: (token) => readLink(key, token),
  };
};
