import type { Session } from "#src/booking/session.ts";
import { type Addressee, whyNotTold } from "#src/conversation/tell-lead.ts";
import { hasLiveBooking } from "#src/db/queries/bookings.ts";
import type { DueReminder, Settled } from "#src/db/queries/reminders.ts";
import { appointedStates, type BookingState, openStates } from "#src/domain/booking-states.ts";
import { reminderOf, type SettableKind } from "#src/domain/reminders/reminder.ts";
import { moveIfAllowed } from "./move-if-allowed.ts";
import { addresseeOf, sayReminder } from "./say-reminder.ts";

type FollowUp = Extract<SettableKind, "missed" | "feedback" | "recall" | "reengage">;

/** Says it unless it is not wanted any more; `first` moves the booking before. */
const say = async (
  session: Session,
  reminder: FollowUp,
  {
    to = addresseeOf(session),
    unlessBooked,
    first,
  }: {
    readonly to?: Addressee;
    readonly unlessBooked?: readonly BookingState[];
    readonly first?: BookingState;
  },
): Promise<Settled> => {
  const { tx, policy, booking, now } = session;
  const wanted = reminderOf(policy, reminder);
  if (!wanted) return { status: "skipped", why: "switched_off" };
  const { organizationId, leadId } = booking;
  const isBooked =
    unlessBooked && (await hasLiveBooking(tx, { organizationId, leadId, now }, unlessBooked));
  const why = isBooked ? "booked" : await whyNotTold(tx, to);
  if (why !== null) return { status: "skipped", why };
  const moved = first ? await moveIfAllowed(session, first) : session;
  return sayReminder(moved, to, { reminder, attempt: 1, own: wanted.text ?? {} });
};

/** Another time instead of the missed one (000 §2.1, §11.1). */
export const offerAnew = (session: Session): Promise<Settled> =>
  say(session, "missed", { first: "FOLLOW_UP", unlessBooked: appointedStates });

/** How was it? */
export const askFeedback = (session: Session): Promise<Settled> =>
  say(session, "feedback", { first: "FOLLOW_UP" });

/** The next visit, when its time has come and none is booked. */
export const callBack = (session: Session): Promise<Settled> =>
  say(session, "recall", { unlessBooked: [...openStates, ...appointedStates] });

/** Asks a lead who fell silent once whether they still want to book; an offer like any other. */
export const winBack = async (session: Session, due: DueReminder): Promise<Settled> => {
  const again = session.row.reminder_sent_times.some(({ type }) => type === due.kind);
  if (again) return { status: "skipped", why: "said_before" };
  const to = addresseeOf(session, "marketing");
  return say(session, "reengage", { to, unlessBooked: [...openStates, ...appointedStates] });
};
