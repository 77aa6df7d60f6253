import type { Tx } from "#src/db/connect.ts";
import { type BookingContext, readBookingContext } from "#src/db/queries/booking-context.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { SopField } from "#src/domain/facts.ts";
import { oneOfEach } from "#src/domain/sop/judge-answers.ts";
import { sopFieldsOf } from "./gather-facts.ts";
import { toBooking } from "./to-booking.ts";

/** The form of a booking. */
export interface Intake extends Pick<BookingContext, "organization" | "lead" | "row"> {
  readonly booking: Booking;
  /** Every question its SOPs ask, each once, in order. */
  readonly fields: readonly SopField[];
}

/** What is asked about a booking and how far it is answered; null: there is no such booking. */
export const readIntake = async (
  tx: Tx,
  organizationId: string,
  bookingId: string,
  now: Date,
): Promise<Intake | null> => {
  const context = await readBookingContext(tx, organizationId, bookingId);
  if (!context) return null;
  const { organization, lead, row } = context;
  const fields = oneOfEach(await sopFieldsOf({ ...context, tx, now }));
  return { organization, lead, row, booking: toBooking(row), fields };
};
