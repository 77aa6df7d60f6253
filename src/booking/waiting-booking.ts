import type { Tx } from "#src/db/connect.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { insertInquiry } from "./create-booking.ts";
import { refuse } from "./refuse.ts";
import { selectIn } from "./select-service.ts";
import { openSession, type Session } from "./session.ts";

interface Waiting {
  readonly leadId: string;
  /** The open booking that waits; a new one is opened without it. */
  readonly bookingId: string | null;
  readonly participants: number | undefined;
}

/** The booking that a time will be offered for, its service chosen, locked. */
export const waitingBooking = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  service: Service,
  { leadId, bookingId, participants }: Waiting,
): Promise<Session | Refusal> => {
  const id = bookingId ?? (await open(deps, caller, tx, leadId));
  if (typeof id !== "string") return id;
  const session = await openSession(deps, caller, tx, id);
  if (!session) {
    return refuse(deps, caller, "unknown_booking", `there is no booking ${id} for this caller`);
  }
  if (!isOpen(session.booking.state)) {
    return refuse(deps, caller, "invalid_input", "a booking with an appointment does not wait");
  }
  if (isChosen(session, service, participants)) return session;
  const selected = await selectIn({ ...session, service }, service, { participants });
  if (!selected.ok) return selected;
  const chosen = await openSession(deps, caller, tx, id);
  if (!chosen) throw new Error(`booking ${id} vanished in its own transaction`);
  return chosen;
};

const open = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  leadId: string,
): Promise<string | Refusal> => {
  const { conversationId } = caller;
  const created = await insertInquiry(deps, caller, tx, { leadId, conversationId });
  return created.ok ? created.booking.id : created;
};

const isChosen = (
  { booking }: Session,
  service: Service,
  participants = booking.participants,
): boolean =>
  booking.state !== "INQUIRY" &&
  booking.serviceId === service.id &&
  booking.participants === participants;
