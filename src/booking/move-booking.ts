import { releaseAllocations } from "#src/db/queries/allocations.ts";
import type { BookingChange } from "#src/db/queries/bookings.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import { findTransition } from "#src/domain/booking-transitions.ts";
import type { AttemptFacts, Facts } from "#src/domain/facts.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { type RequiredAction, requiredActions } from "#src/domain/required-actions.ts";
import { type Verdict, validateTransition } from "#src/domain/validate-transition.ts";
import { applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { findCandidates } from "./candidate-slots.ts";
import { gatherFacts } from "./gather-facts.ts";
import { type MoneyReceived, payIn } from "./receive-payment.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";
import { appointmentGivenUp } from "./to-booking.ts";

export interface StateMove {
  readonly bookingId: string;
  readonly to: BookingState;
  readonly reason?: string | undefined;
  readonly failure?: string | undefined;
  readonly payment?: MoneyReceived | undefined;
}

/** States with a use case of their own, which also moves the time in the calendar. */
const ownUseCase: readonly BookingState[] = [
  "SERVICE_SELECTED",
  "SLOT_PROPOSED",
  "SLOT_CONFIRMED",
  "RESCHEDULED",
  "CANCELLED",
  "COMPLETED",
];

/**
 * Every other move: payment, reminder, no-show, follow-up, abandonment, re-opening, error. Moves
 * with a use case of their own are refused here unless they return from ERROR.
 */
export const moveBooking =
  (deps: BookingDeps) =>
  (caller: Caller, move: StateMove): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, move.bookingId, async (session) => {
      const { state } = session.booking;
      if (findTransition(state, move.to) && hasOwnUseCase(state, move.to)) {
        return refuse(deps, caller, "not_offered_now", `${move.to} has a use case of its own`);
      }
      const pays = move.to === "PAID" && state === "PAYMENT_PENDING";
      return pays && move.payment ? payIn(session, move.payment) : moveIn(session, move);
    });

/** The same in a transaction that comes with the booking locked. */
export const moveIn = async (session: Session, move: StateMove): Promise<Receipt | Refusal> => {
  const { tx, now, organization } = session;
  const { verdict, session: moved } = await applyTransition(session, {
    to: move.to,
    facts: await factsFor(session, move),
    change: changeFor(session, move),
  });
  if (!verdict.allowed) return refuseVerdict(verdict);
  if (move.to === "ABANDONED") await releaseAllocations(tx, organization.id, move.bookingId, now);
  return { ok: true, action: "moved", at: now, booking: moved.booking };
};

const factsFor = (session: Session, move: StateMove): Promise<Facts> =>
  gatherFacts(session, {
    reason: move.reason ?? null,
    failure: move.failure ?? null,
    payment: move.payment ?? null,
    reopenedByMessageId: session.caller.messageId,
  });

const changeFor = (session: Session, { to }: StateMove): BookingChange =>
  to === "ABANDONED" ? appointmentGivenUp(session) : {};

/**
 * Whether a use case with its own input takes a booking there. Not so the way back from an error,
 * and the acknowledgement of a payment: the appointment stands already.
 */
export const hasOwnUseCase = (from: BookingState, to: BookingState): boolean => {
  if (from === "ERROR") return to === "CANCELLED";
  if (from === "PAID" && to === "SLOT_CONFIRMED") return false;
  return ownUseCase.includes(to);
};

export interface DryRun {
  readonly ok: true;
  readonly verdict: Verdict;
  readonly actions: readonly RequiredAction[];
}

/** The checklist of 000 §5.3: what would happen, with nothing written. */
export const validateMove =
  (deps: BookingDeps) =>
  (caller: Caller, bookingId: string, to: BookingState): Promise<DryRun | Refusal> =>
    withBooking(deps, caller, bookingId, async (session) => {
      const facts = await gatherFacts(session, await lookForSlots(session));
      const phrase = deps.phrases.refusal(caller.language);
      const { booking, now } = session;
      return {
        ok: true,
        verdict: validateTransition(booking, to, caller.actor, facts, now, phrase),
        actions: requiredActions(booking, facts, now),
      };
    });

const lookForSlots = async (session: Session): Promise<Partial<AttemptFacts>> => {
  if (!session.service) return {};
  const { open, placeKnown } = await findCandidates(session, session.service, {});
  return { slotsAvailable: open.length, placeKnown };
};
