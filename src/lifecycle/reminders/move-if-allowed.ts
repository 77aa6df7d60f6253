import { applyTransition } from "#src/booking/apply-transition.ts";
import { gatherFacts } from "#src/booking/gather-facts.ts";
import type { Session } from "#src/booking/session.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";

/** Takes the booking there where the rules allow it; what they do not allow is no attempt. */
export const moveIfAllowed = async (session: Session, to: BookingState): Promise<Session> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session);
  const phrase = deps.phrases.refusal(caller.language);
  if (!validateTransition(booking, to, caller.actor, facts, now, phrase).allowed) return session;
  return (await applyTransition(session, { to, facts })).session;
};
