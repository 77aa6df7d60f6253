import type { Booking } from "#src/domain/booking.ts";
import { sayService, type Voice } from "./render-reply.ts";

/** One line for each booking that has a time, with its number in the list. */
export const bookingLines = (voice: Voice, bookings: readonly Booking[]): string[] =>
  bookings.flatMap(({ appointment, ...of }, index) =>
    appointment
      ? [
          voice.say("booking_line", {
            n: index + 1,
            service: sayService(voice, of),
            time: voice.time(appointment.start, appointment.zone),
          }),
        ]
      : [],
  );
