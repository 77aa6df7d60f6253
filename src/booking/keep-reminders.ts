import { addReminders, replaceReminders } from "#src/db/queries/reminders.ts";
import { appointedStates, type BookingState, isAppointed } from "#src/domain/booking-states.ts";
import type { Policy } from "#src/domain/policy.ts";
import { type DueThing, planReminders } from "#src/domain/reminders/plan-reminders.ts";
import { preparationsOf } from "#src/domain/sop/preparations.ts";
import { sopsOf } from "./gather-facts.ts";
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
  session: Session,
  from: BookingState,
  policy: Policy,
): Promise<void> => {
  const { tx, deps, booking, organization, now } = session;
  const { state, id: bookingId } = booking;
  if (!planned.includes(from) && !planned.includes(state)) return;
  const of = { organizationId: organization.id, bookingId };
  const preparations = isAppointed(state) ? preparationsOf(await sopsOf(session)) : [];
  const moment = { policy, zone: organization.timezone, now, preparations };
  const withId = (due: DueThing) => ({ ...due, id: deps.newId(), attempt: 1 });
  if (isAppointed(from) && isAppointed(state)) {
    // The same appointment, but for what could not be done before it was paid.
    const isLate = state === "PAID" && booking.appointment && booking.appointment.start <= now;
    if (isLate) await addReminders(tx, of, planReminders(booking, moment).due.map(withId), now);
    return;
  }
  const { due, keeps } = planReminders(booking, moment);
  if (!planned.includes(from)) {
    await addReminders(tx, of, due.map(withId), now);
    return;
  }
  await replaceReminders(tx, of, { due: due.map(withId), keeps, why: state, now });
};
