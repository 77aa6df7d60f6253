import type { Booking } from "#src/domain/booking.ts";
import { isAppointed, isOpen } from "#src/domain/booking-states.ts";
import {
  type BroughtLink,
  expiryOf,
  type LinkSettings,
  mintLink,
  readLink,
} from "./signed-link.ts";

/** A link to the form of one booking, and nothing else of it. */
export interface IntakeLink {
  /** Below our own address. */
  readonly path: string;
  /** Null: nobody could reach it. */
  readonly url: string | null;
  readonly expiresAt: Date;
}

export interface IntakeLinks {
  /** Null when the booking is over. */
  linkTo(booking: Booking): IntakeLink | null;
  /** Null for what was never a link. */
  read(token: string): BroughtLink | null;
}

/** Whether there is still a visit to fill the form for. */
export const takesIntake = ({ state, appointment }: Booking, now: Date): boolean =>
  isOpen(state) || (isAppointed(state) && appointment !== null && appointment.end > now);

/** Mints and reads the links of forms; they stay good when the appointment is moved. */
export const openIntakeLinks = (settings: LinkSettings): IntakeLinks => ({
  linkTo: (booking) => {
    const { key, publicUrl, now } = settings;
    if (!takesIntake(booking, now())) return null;
    const { id: bookingId, organizationId, appointment } = booking;
    const expiresAt = expiryOf(appointment, settings);
    const path = `/i/${mintLink(key, { organizationId, bookingId, edition: 0, expiresAt })}`;
    return { path, url: publicUrl === null ? null : new URL(path, publicUrl).href, expiresAt };
  },
  read: (token) => readLink(settings.key, token),
});
