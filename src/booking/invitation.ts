import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";

import type { Appointment, Booking } from "#src/domain/booking.ts";

/** What a calendar is told of an appointment: nothing of anybody but the business and its guest. */
export interface Invited {
  readonly booking: Booking & { readonly appointment: Appointment };
  readonly organization: { readonly name: string; readonly slug: string };
  /** Of the place; empty where the house comes to the lead. */
  readonly address: string;
  /** Mail addresses of the house and of the lead it is sent to; absent: a file to be taken. */
  readonly letter?: { readonly from: string; readonly to: string };
  /** Where the lead can change the appointment; null: nowhere. */
  readonly manageUrl: string | null;
  readonly now: Date;
}

/** A calendar file and what it does: a new time replaces the old, a cancellation takes it out. */
export interface Invitation {
  readonly method: "REQUEST" | "CANCEL" | "PUBLISH";
  readonly content: string;
}

/**
 * The appointment for a calendar (RFC 5545, 5546). The same booking is the same event whatever becomes
 * of it: its UID stays and its SEQUENCE is the booking's version, which only grows. Instants are written
 * in UTC: with a zone the library writes the digits of this machine's.
 */
export const invitationTo = (invited: Invited): Invitation => {
  const { booking, organization, address, letter, manageUrl, now } = invited;
  const { appointment, state, serviceName } = booking;
  const isCancelled = state === "CANCELLED";
  const method = isCancelled ? "CANCEL" : letter ? "REQUEST" : "PUBLISH";
  const calendar = ical({
    prodId: { company: "Slotwise", product: "Slotwise", language: "EN" },
    method: ICalCalendarMethod[method],
  });
  const event = calendar.createEvent({
    id: `${booking.id}@${organization.slug}`,
    sequence: booking.version,
    start: appointment.start,
    end: appointment.end,
    stamp: now,
    summary: [serviceName, organization.name].filter(Boolean).join(" – "),
    location: [appointment.locationName, address].filter(Boolean).join(", "),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(manageUrl !== null && { url: manageUrl }),
  });
  if (letter) {
    event.organizer({ name: organization.name, email: letter.from });
    event.createAttendee({ email: letter.to, rsvp: false });
  }
  return { method, content: calendar.toString() };
};
