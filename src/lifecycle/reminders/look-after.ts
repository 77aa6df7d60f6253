import { noteEvent } from "#src/booking/note-event.ts";
import type { Session } from "#src/booking/session.ts";
import type { DueReminder, Settled } from "#src/db/queries/reminders.ts";
import { tagBooking } from "../leave-to-people.ts";
import { moveIfAllowed } from "./move-if-allowed.ts";
import { answered } from "./remind.ts";

const done: Settled = { status: "done" };

/** Nobody answered the reminders: people may call before the appointment. A late yes still counts. */
export const callUnconfirmed = async (session: Session, due: DueReminder): Promise<Settled> => {
  const why = await answered(session, due);
  if (why !== null) return { status: "skipped", why };
  await noteEvent(session, { eventType: "reminder_unanswered", reason: "no answer" });
  await tagBooking(session, "unconfirmed");
  return done;
};

/** At its start a booking waits for the show-up, also where nobody was to be reminded of it. */
export const awaitShowUp = async (session: Session): Promise<Settled> => {
  const { booking } = await moveIfAllowed(session, "REMINDER_SENT");
  return booking.state === "REMINDER_SENT" ? done : { status: "skipped", why: booking.state };
};

/** People are asked whether the lead came (000 §7.1). */
export const askShowUp = async (session: Session): Promise<Settled> => {
  await noteEvent(session, { eventType: "show_up_unknown", reason: "nobody recorded it" });
  await tagBooking(session, "show_up_unknown");
  return done;
};

/** Nobody said that the lead came: a no-show, which is followed by the offer of another time. */
export const recordNoShow = async (session: Session): Promise<Settled> => {
  const waiting = await moveIfAllowed(session, "REMINDER_SENT");
  const { booking } = await moveIfAllowed(waiting, "NO_SHOW");
  if (booking.state === "NO_SHOW") return done;
  // Unpaid, or in an error: what it is, people must say.
  await tagBooking(session, "show_up_unknown");
  return { status: "skipped", why: booking.state };
};
