import { updateBooking } from "#src/db/queries/bookings.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { type ClaimedConsent, keepConsent, readConsent } from "./consent.ts";
import { noteEvent } from "./note-event.ts";
import { refuse } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";

export interface ReminderAnswer {
  readonly bookingId: string;
  /** The lead's message that says they will come; sales answer for a yes given elsewhere. */
  readonly consent: ClaimedConsent | null;
}

/** Notes that the lead said yes to a reminder (000 §7.2): they are not asked again. */
export const answerReminder =
  (deps: BookingDeps) =>
  (caller: Caller, { bookingId, consent: claimed }: ReminderAnswer): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, bookingId, async (session) => {
      const { tx, booking, organization, now } = session;
      const isAhead = booking.appointment !== null && booking.appointment.start > now;
      if (!isAhead || !isAppointed(booking.state)) {
        return refuse(deps, caller, "not_offered_now", "there is no appointment ahead to come to");
      }
      const consent = claimed && (await readConsent(session, claimed));
      if (caller.actor !== "sales" && !isOwnYes(session, consent)) {
        return refuse(deps, caller, "not_offered_now", "no message of the lead says yes to this");
      }
      await keepConsent(session, consent, "answer_reminder");
      const written = await updateBooking(tx, organization.id, bookingId, {
        confirmed_by_reminder: true,
        last_communication_at: now,
        updated_at: now,
      });
      await noteEvent(session, { eventType: "reminder_confirmed", reason: "the lead said yes" });
      const { booking: confirmed } = after(session, written);
      return { ok: true, action: "reminder_answered", at: now, booking: confirmed };
    });

const isOwnYes = (
  { booking }: Session,
  consent: Awaited<ReturnType<typeof readConsent>>,
): boolean =>
  consent?.kind === "message" && consent.leadId === booking.leadId && !consent.alreadyUsed;
