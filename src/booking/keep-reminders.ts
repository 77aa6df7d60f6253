import { replaceReminders } from "#src/db/queries/reminders.ts";
import { appointedStates, type BookingState, isAppointed } from "#src/domain/booking-states.ts";
import type { Policy } from "#src/domain/policy.ts";
import { planReminders } from "#src/domain/reminders/plan-reminders.ts";
import type { Session } from "./session.ts";

/** States in which something falls due by itself. */
const planned: readonly BookingState[] = [
  ...appointedStates,
  "NO_SHOW",
  "COMPLETED",
  "FOLLOW_UP",
  "ABANDONED",
];

/**
 * Plans what falls due for a booking that has just moved and takes back what does no more, in the
 * transaction of the move.
 */
export const keepReminders = async (
  { tx, deps, booking, organization, now }: Session,
  from: BookingState,
  policy: Policy,
): Promise<void> => {
  const { state, id: bookingId } = booking;
  if (!planned.includes(from) && !planned.includes(state)) return;
  // The same appointment, paid or reminded of.
  if (isAppointed(from) && isAppointed(state)) return;
  const { due, keeps } = planReminders(booking, { policy, zone: organization.timezone, now });
  await replaceReminders(
    tx,
    { organizationId: organization.id, bookingId },
    { due: due.map((one) => ({ ...one, id: deps.newId(), attempt: 1 })), keeps, why: state, now },
  );
};
