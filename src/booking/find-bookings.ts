import { listBookingsOfLead } from "#src/db/queries/bookings.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { isUuid } from "./session.ts";
import { toBooking } from "./to-booking.ts";

/** Bookings of one lead; a caller who speaks for a lead sees that lead's only. */
export const findBookings =
  ({ db }: Pick<BookingDeps, "db">) =>
  async (caller: Caller, leadId: string): Promise<readonly Booking[]> => {
    if (!isUuid(leadId) || (caller.leadId !== null && caller.leadId !== leadId)) return [];
    const rows = await listBookingsOfLead(db, caller.organizationId, leadId);
    return rows.map(toBooking);
  };
