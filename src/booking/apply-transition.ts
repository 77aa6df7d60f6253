import { sql } from "kysely";

import {
  type BookingChange,
  bookingEvent,
  findBooking,
  type NamedBookingRow,
  updateBooking,
} from "#src/db/queries/bookings.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Actor, BookingState } from "#src/domain/booking-states.ts";
import type { Facts } from "#src/domain/facts.ts";
import { type Verdict, validateTransition } from "#src/domain/validate-transition.ts";
import { addToOutbox } from "#src/outbox/add.ts";
import { keepReminders } from "./keep-reminders.ts";
import { stopWaiting } from "./request-payment.ts";
import type { Session } from "./session.ts";
import { toBooking } from "./to-booking.ts";

interface Move {
  readonly to: BookingState;
  readonly facts: Facts;
  /** Written together with the state when the move is allowed. */
  readonly change?: BookingChange;
  /** A consequence the house draws itself, such as asking for payment after a confirmation. */
  readonly as?: Actor;
  readonly eventType?: string;
}

/**
 * Decides a move and records it: the state, its history, what falls due by itself from then on, the
 * event and the news of it, or, when blocked, the event alone. The only writer of `bookings.state`.
 */
export const applyTransition = async (
  session: Session,
  { to, facts, change = {}, as, eventType = "state_change" }: Move,
): Promise<{ readonly verdict: Verdict; readonly session: Session }> => {
  const { booking, now, deps, caller } = session;
  const actor = as ?? caller.actor;
  const phrase = deps.phrases.refusal(facts.language);
  const verdict = validateTransition(booking, to, actor, facts, now, phrase);
  const eventId = deps.newId();
  const attempted = { from: booking, to, actor, verdict, facts, eventType, eventId };
  if (!verdict.allowed) {
    await recordAttempt(session, attempted);
    return { verdict, session };
  }
  const payload = { bookingId: booking.id, eventId, from: booking.state, to };
  const entry = { organizationId: booking.organizationId, topic: "booking", payload };
  const next = await writeState(session, to, actor, change);
  await addToOutbox(session.tx, entry, now, { inserted: attemptEvent(next, attempted) });
  await keepReminders(next, booking.state, facts.policy);
  // What is paid ends the wait itself; after an error it goes on.
  const waits = to === "PAID" || to === "ERROR";
  if (booking.state === "PAYMENT_PENDING" && !waits) await stopWaiting(next, "left");
  return { verdict, session: next };
};

const writeState = async (
  session: Session,
  to: BookingState,
  actor: Actor,
  change: BookingChange,
): Promise<Session> => {
  const { tx, row, now, booking } = session;
  const history = [...row.state_history, { state: to, at: now.toISOString(), by: actor }];
  const written = await updateBooking(tx, booking.organizationId, booking.id, {
    ...change,
    state: to,
    state_before_error: to === "ERROR" ? booking.state : null,
    state_history: JSON.stringify(history),
    version: row.version + 1,
    missed: to === "NO_SHOW" || (row.missed && (to === "FOLLOW_UP" || to === "ERROR")),
    last_communication_at: now,
    updated_at: now,
  });
  return after(session, written);
};

/** The session after writes of others in its own transaction. */
export const reload = async (session: Session): Promise<Session> => {
  const row = await findBooking(session.tx, session.booking.organizationId, session.booking.id);
  if (!row) throw new Error(`booking ${session.booking.id} vanished in its own transaction`);
  return after(session, row);
};

/** The session after its own write of the booking. */
export const after = (session: Session, row: NamedBookingRow): Session => ({
  ...session,
  row,
  booking: toBooking(row),
});

interface Attempted {
  readonly from: Booking;
  readonly to: BookingState;
  readonly actor: Actor;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly eventType?: string;
  readonly eventId?: string;
}

/** Records an attempt of which nothing else came. */
export const recordAttempt = async (session: Session, attempted: Attempted): Promise<void> => {
  await attemptEvent(session, attempted).execute();
};

/** One row of the audit in the shape of 000 §10.2, for allowed and blocked attempts alike. */
const attemptEvent = (
  { tx, deps, caller, now, booking }: Session,
  { from, to, actor, verdict, facts, eventType = "state_change", eventId }: Attempted,
) =>
  bookingEvent(tx, {
    organization_id: booking.organizationId,
    event_id: eventId ?? deps.newId(),
    booking_id: booking.id,
    timestamp: now,
    event_type: eventType,
    from_state: from.state,
    to_state: to,
    triggered_by: actor === "lead" ? "customer" : actor,
    triggered_by_id: actor === caller.actor ? caller.actorId : actor,
    message_content: messageText(caller),
    reason: facts.reason ?? facts.failure,
    reason_code: facts.reasonCode,
    data_snapshot: JSON.stringify(snapshotOf(booking)),
    validation_passed: verdict.allowed,
    validation_checks: JSON.stringify(verdict.checks),
  });

/** Read by the insert itself, which spares a round trip. */
const messageText = ({ messageId, organizationId }: Session["caller"]) =>
  messageId === null
    ? null
    : sql<string | null>`(select text from messages
        where organization_id = ${organizationId} and id = ${messageId})`;

const snapshotOf = ({ appointment, serviceId }: Booking): Record<string, unknown> => ({
  service_id: serviceId,
  provider_id: appointment?.providerId ?? null,
  location_id: appointment?.locationId ?? null,
  starts_at: appointment?.start.toISOString() ?? null,
  ...localTimes(appointment),
});

const localTimes = (appointment: Booking["appointment"]) => {
  if (!appointment) return { appointment_date: null, appointment_time: null };
  const [date, time] = formatOf(appointment.zone).format(appointment.start).split(" ");
  return { appointment_date: date, appointment_time: time };
};

/** Formats are costly to make, and there are only so many zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const options = { timeZone: zone, dateStyle: "short", timeStyle: "short" } as const;
  const made = new Intl.DateTimeFormat("sv-SE", options);
  formats.set(zone, made);
  return made;
};
