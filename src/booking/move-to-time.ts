import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import type { Candidates } from "./candidate-slots.ts";
import { confirmIn } from "./confirm-slot.ts";
import { gatherFacts } from "./gather-facts.ts";
import { lockAndFind } from "./propose-slots.ts";
import type { ReasonGiven } from "./reason-given.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { rescheduleTo } from "./reschedule.ts";
import { openSession, type Session } from "./session.ts";
import { readSlotId } from "./slot-id.ts";
import { transact } from "./transact.ts";
import { type NamedTime, whyNotFree } from "./why-not-free.ts";

export interface MoveToTime extends NamedTime, ReasonGiven {
  readonly bookingId: string;
  /** When the appointment starts as far as whoever moves it knows: another is not moved. */
  readonly shownStart: Date;
  /** Who sets a deadline of the policy aside, by name. */
  readonly overruledBy?: string | undefined;
  /** Who heard the lead agree, by name. */
  readonly statedBy: string;
}

/**
 * Moves an appointment to exactly this time: given up, offered, held and confirmed in one transaction,
 * each by its own rules. A refusal leaves the appointment as it was and carries times that are free.
 */
export const moveToTime =
  (deps: BookingDeps) =>
  (caller: Caller, request: MoveToTime): Promise<Receipt | Refusal> =>
    transact(deps, caller, async (tx) => {
      await sql`savepoint one_step`.execute(tx);
      const answer = await allSteps(deps, caller, tx, request);
      if (!answer.ok) await sql`rollback to savepoint one_step`.execute(tx);
      return answer;
    });

const allSteps = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  request: MoveToTime,
): Promise<Receipt | Refusal> => {
  const { bookingId, shownStart, start, providerId, locationId } = request;
  const session = await openSession(deps, caller, tx, bookingId, providerId);
  const { service = null } = session ?? {};
  if (!session || !service) {
    return refuse(deps, caller, "unknown_booking", "there is no such booking for this caller");
  }
  if (session.booking.appointment?.start.getTime() !== shownStart.getTime()) {
    return refuse(deps, caller, "confirmation_needed", "the appointment is not the one shown");
  }
  if (start <= session.now) {
    return refuse(deps, caller, "past_date", "the time lies in the past");
  }
  const times = [{ from: start, to: start, exact: true }];
  const found = await lockAndFind(session, service, { times, providerId, locationId });
  const exact = found.best.find((open) => open.start === start.getTime());
  if (!exact) return notMoved(session, service, request, found);
  const only = { ...found, best: [exact], namedTimeFree: true };
  const offered = await rescheduleTo(session, request, only);
  const slot = offered.ok ? offered.offered?.[0] : undefined;
  if (!offered.ok || !slot) return offered;
  const key = readSlotId(deps.slotSecret, caller.organizationId, slot.id);
  const held = await openSession(deps, caller, tx, bookingId, slot.providerId);
  if (!key || !held) throw new Error(`booking ${bookingId} vanished in its own transaction`);
  const yes = { slotId: slot.id, consent: null, statedBy: request.statedBy };
  return confirmIn(held, yes, key, service);
};

/** Whether it may be moved at all comes before whether this time is free. */
const notMoved = async (
  session: Session,
  service: Service,
  request: MoveToTime,
  found: Candidates,
): Promise<Refusal> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session, {
    reason: request.reason,
    overruledBy: request.overruledBy ?? null,
  });
  const phrase = deps.phrases.refusal(caller.language);
  const verdict = validateTransition(booking, "RESCHEDULED", caller.actor, facts, now, phrase);
  if (!verdict.allowed) return refuseVerdict(verdict);
  const givenUp = { ...booking, state: "RESCHEDULED", appointment: null } as const;
  return whyNotFree({ ...session, booking: givenUp }, service, request, found);
};
