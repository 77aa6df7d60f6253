import type { Caller } from "#src/booking/caller.ts";
import { cancelIn } from "#src/booking/cancel-booking.ts";
import { findCandidates, slotsOf } from "#src/booking/candidate-slots.ts";
import { noteEvent } from "#src/booking/note-event.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import { handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import type { Tx } from "#src/db/connect.ts";
import { lockHolders } from "#src/db/queries/allocations.ts";
import { type ClassSession, listTooSmall } from "#src/db/queries/class-sessions.ts";
import type { Appointment } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "./house-caller.ts";
import { tagBooking } from "./leave-to-people.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";

const minute = 60_000;

type Outcome = "cancelled" | "left_to_people";

interface Closed {
  readonly ok: true;
  readonly outcome: Outcome | null;
}

/**
 * At the deadline of a class that has too few people, does what its service says: cancels it with an
 * apology and other classes, or calls people once. One transaction for each class; safe to run twice
 * and in many processes at once.
 */
export const closeClasses = (deps: LifecycleDeps) => async (): Promise<void> => {
  await eachAlone(await listTooSmall(deps.db, deps.now()), async (found) => {
    const { organizationId, serviceId, startsAt: start } = found;
    const caller = houseCaller(organizationId, "class minimum");
    const answer = await transact<Closed>(deps, caller, (tx) => closeIn(deps, caller, tx, found));
    if (answer.ok && answer.outcome) {
      deps.events.classTooSmall({ organizationId, serviceId, start, outcome: answer.outcome });
    }
  });
};

/** Bookings before people, as everybody locks them; then nobody can join or leave the class. */
const closeIn = async (
  deps: LifecycleDeps,
  caller: Caller,
  tx: Tx,
  found: ClassSession,
): Promise<Closed> => {
  const sessions: Session[] = [];
  for (const id of found.bookingIds) {
    const session = await openSession(deps, caller, tx, id);
    if (session) sessions.push(session);
  }
  await lockHolders(tx, found.organizationId, [found.serviceId]);
  const [current] = await listTooSmall(tx, deps.now(), found);
  // Whoever came or went meanwhile is seen by the next look.
  const isSame = current?.bookingIds.join() === found.bookingIds.join();
  if (!current || !isSame) return { ok: true, outcome: null };
  const close = current.belowMinimum === "cancel" ? cancel : callPeople;
  for (const session of sessions) await close(session);
  const outcome = current.belowMinimum === "cancel" ? "cancelled" : "left_to_people";
  return { ok: true, outcome };
};

const cancel = async (session: Session): Promise<void> => {
  const { tx, deps, booking } = session;
  const lost = appointmentOf(session);
  // Money that came in is given back by people.
  if (isPaid(session)) await tagBooking(session, "needs_attention");
  const receipt = await cancelIn(session, { reason: "below_minimum", consent: null });
  if (!receipt.ok) throw new Error(`booking ${booking.id} cannot be cancelled: ${receipt.reason}`);
  const nearest = await otherClasses(session, lost);
  const plan = { kind: "class_cancelled", booking: receipt.booking, lost, nearest } as const;
  await tellLead(tx, deps, addresseeOf(session), plan, booking.id);
};

const isPaid = ({ booking: { payment } }: Session): boolean =>
  payment.status === "received" || payment.status === "settled";

const callPeople = async (session: Session): Promise<void> => {
  if (session.row.tags.includes("below_minimum")) return;
  await noteEvent(session, { eventType: "below_minimum", reason: "below_minimum" });
  await tagBooking(session, "below_minimum");
  await handToPeople(session.tx, addresseeOf(session), {
    reason: "a class has too few people",
    now: session.now,
  });
};

const appointmentOf = ({ booking }: Session): Appointment => {
  if (!booking.appointment) throw new Error(`booking ${booking.id} has no place in a class`);
  return booking.appointment;
};

const addresseeOf = ({ organization, booking, row }: Session) => ({
  organizationId: organization.id,
  leadId: booking.leadId,
  conversationId: row.conversation_id,
});

/** The nearest ones whose own deadline has not passed. */
const otherClasses = async (session: Session, lost: Appointment): Promise<Slot[]> => {
  const { service, now } = session;
  if (!service) return [];
  const deadline = now.getTime() + service.minimum_deadline_minutes * minute;
  const times = [{ from: lost.start, to: lost.start, exact: true }];
  const found = await findCandidates(
    session,
    service,
    { times },
    ({ start }) => start > deadline && start !== lost.start.getTime(),
  );
  if (!found.namedTimeFree) return [];
  return slotsOf(session, service, found);
};
