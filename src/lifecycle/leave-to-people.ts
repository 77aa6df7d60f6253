import type { Session } from "#src/booking/session.ts";
import { updateBooking } from "#src/db/queries/bookings.ts";

/** Marks a booking for whoever looks after it; a mark it has is not made twice. */
export const tagBooking = async (
  { tx, organization, booking, row, now }: Session,
  tag: "needs_attention" | "below_minimum" | "unconfirmed" | "show_up_unknown",
): Promise<void> => {
  if (row.tags.includes(tag)) return;
  const tags = [...row.tags, tag];
  await updateBooking(tx, organization.id, booking.id, { tags, updated_at: now });
};
