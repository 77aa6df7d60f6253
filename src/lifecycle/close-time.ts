import { confirmIn } from "#src/booking/confirm-slot.ts";
import { noteEvent } from "#src/booking/note-event.ts";
import { rescheduleTo } from "#src/booking/reschedule.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { readSlotId } from "#src/booking/slot-id.ts";
import { transact } from "#src/booking/transact.ts";
import { type Addressee, canBeTold, handToPeople, tellLead } from "#src/conversation/tell-lead.ts";
import type { Tx } from "#src/db/connect.ts";
import { type ClosedTime, findClosedTime, isSettledFor } from "#src/db/queries/closed-time.ts";
import {
  type StandingAppointment,
  standingAppointments,
} from "#src/db/queries/standing-appointments.ts";
import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isAppointed } from "#src/domain/booking-states.ts";
import type { Slot } from "#src/domain/slot.ts";
import { eachAlone } from "#src/each-alone.ts";
import { houseCaller } from "./house-caller.ts";
import { tagBooking } from "./leave-to-people.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";
import { apologyMinutes, findOtherTimes, nearestOf } from "./other-times.ts";

type Outcome = "asked" | "moved" | "left_to_people";

interface Settled {
  readonly ok: true;
  readonly outcome: Outcome | null;
}

/**
 * Looks after every appointment that lies in time off and is still ahead (000 §11): other times are
 * offered with an apology, or the nearest is taken where the policy says so; where there is none, or
 * the lead cannot be told, the appointment stays as it is and people are called. One transaction
 * each; safe to run twice and in many processes at once.
 */
export const resettle =
  (deps: LifecycleDeps) =>
  async (organizationId: string, timeOffId: string): Promise<void> => {
    const closed = await findClosedTime(deps.db, organizationId, timeOffId);
    if (!closed) return;
    const standing = await deps.db.transaction().execute((tx) => appointmentsIn(tx, closed));
    await eachAlone(standing, ({ id }) => settle(deps, closed, id));
  };

const appointmentsIn = (
  tx: Tx,
  { organizationId, kind, ownerId, period }: ClosedTime,
  bookingId: string | null = null,
): Promise<StandingAppointment[]> =>
  standingAppointments(tx, kind, { organizationId, id: ownerId }, period, bookingId);

const settle = async (
  deps: LifecycleDeps,
  closed: ClosedTime,
  bookingId: string,
): Promise<void> => {
  const { organizationId } = closed;
  const caller = houseCaller(organizationId, `time_off ${closed.id}`);
  const answer = await transact<Settled>(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const lost = session && (await lostTime(session, closed));
    return { ok: true, outcome: lost ? await settleIn(session, closed, lost) : null };
  });
  if (answer.ok && answer.outcome) {
    deps.events.appointmentLost({ organizationId, bookingId, outcome: answer.outcome });
  }
};

/** The appointment, when it is ahead, still lies in the time off, and was not settled before. */
const lostTime = async (
  { tx, booking, now }: Session,
  closed: ClosedTime,
): Promise<Appointment | null> => {
  const { appointment, state, id } = booking;
  if (!appointment || !isAppointed(state) || appointment.start <= now) return null;
  if ((await appointmentsIn(tx, closed, id)).length === 0) return null;
  return (await isSettledFor(tx, closed, id)) ? null : appointment;
};

const settleIn = async (
  session: Session,
  { id: reason }: ClosedTime,
  lost: Appointment,
): Promise<Outcome> => {
  const { tx, organization, booking, row } = session;
  const { leadId } = booking;
  const to = { organizationId: organization.id, leadId, conversationId: row.conversation_id };
  await noteEvent(session, { eventType: "time_closed", reason });
  const instead = (await canBeTold(tx, to)) ? await offerInstead(session, lost) : null;
  return instead ? tellOf(session, to, lost, instead) : callPeople(session, to, lost);
};

/** What became of the appointment: its new time, or the times held for the lead. */
type Instead =
  | { readonly moved: Booking }
  | { readonly moved: null; readonly offered: readonly Slot[] };

/** Null when nothing else can be offered; then the appointment is as it was. */
const offerInstead = async (session: Session, lost: Appointment): Promise<Instead | null> => {
  const { found, isNear } = await findOtherTimes(session, lost);
  const moves = isNear && session.policy.whenProviderUnavailable === "move";
  const nearest = moves ? nearestOf(found.best, lost) : undefined;
  const best = nearest ? [nearest] : found.best;
  if (best.length === 0) return null;
  const holdMinutes = apologyMinutes(session, best);
  const request = { reason: "provider_unavailable", holdMinutes };
  const receipt = await rescheduleTo(session, request, { ...found, best });
  if (!receipt.ok) return null;
  const offered = receipt.offered ?? [];
  const [slot] = offered;
  const moved = moves && slot ? await confirmByPolicy(session, slot) : null;
  return moved ? { moved } : { moved: null, offered };
};

/** Null when a rule stands in the way: the lead is asked then. */
const confirmByPolicy = async (
  { deps, caller, tx, booking, organization }: Session,
  slot: Slot,
): Promise<Booking | null> => {
  const key = readSlotId(deps.slotSecret, organization.id, slot.id);
  const session = await openSession(deps, caller, tx, booking.id, slot.providerId);
  if (!key || !session?.service) throw new Error(`slot ${slot.id} vanished as it was held`);
  const consent = { kind: "policy", key: "whenProviderUnavailable" } as const;
  const answer = await confirmIn(session, { slotId: slot.id, consent }, key, session.service);
  return answer.ok ? answer.booking : null;
};

const tellOf = async (
  { tx, deps, booking }: Session,
  to: Addressee,
  lost: Appointment,
  instead: Instead,
): Promise<Outcome> => {
  const plan = instead.moved
    ? ({ kind: "moved_by_us", booking: instead.moved, lost } as const)
    : ({ kind: "fallen_away", bookingId: booking.id, lost, slots: instead.offered } as const);
  const told = await tellLead(tx, deps, to, plan, booking.id);
  if (!told) throw new Error(`lead ${to.leadId} cannot be told any more`);
  return instead.moved ? "moved" : "asked";
};

const callPeople = async (session: Session, to: Addressee, lost: Appointment): Promise<Outcome> => {
  const { tx, deps, booking } = session;
  await tagBooking(session, "needs_attention");
  await tellLead(tx, deps, to, { kind: "cannot_take_place", booking, lost }, booking.id);
  await handToPeople(tx, to, { reason: "an appointment cannot take place", now: session.now });
  return "left_to_people";
};
