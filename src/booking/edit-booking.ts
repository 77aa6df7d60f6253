import { insertBookingEvent, updateBooking } from "#src/db/queries/bookings.ts";
import {
  listParticipantsOf,
  type Participant,
  replaceParticipants,
} from "#src/db/queries/participants.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { reload } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { demandFault } from "./demand-fault.ts";
import { refuse } from "./refuse.ts";
import { selectIn } from "./select-service.ts";
import { type Session, withBooking } from "./session.ts";

/** What people note of a booking and who comes to it; a field that is absent stays as it is. */
export interface BookingEdit {
  readonly participants?: number | undefined;
  /** All who are named; no more than come. */
  readonly participantDetails?: readonly Participant[] | undefined;
  readonly durationMinutes?: number | undefined;
  readonly notes?: string | undefined;
  readonly tags?: string[] | undefined;
  /** Merged into the fields there are; null removes one. */
  readonly custom_fields?: Readonly<Record<string, string | null>> | undefined;
}

/**
 * Writes what people note of a booking and who comes to it, with a row of the audit. Before it is
 * confirmed another party or length replaces the first and gives up what was held for it.
 */
export const editBooking = (
  deps: BookingDeps,
  caller: Caller,
  bookingId: string,
  edit: BookingEdit,
): Promise<Receipt | Refusal> =>
  withBooking<Receipt>(deps, caller, bookingId, async (session) => {
    const { tx, now, row } = session;
    const refusal = await changeParty(session, edit);
    if (refusal) return refusal;
    await updateBooking(tx, caller.organizationId, bookingId, {
      ...(edit.notes !== undefined && { notes: edit.notes }),
      ...(edit.tags !== undefined && { tags: edit.tags }),
      custom_fields: JSON.stringify(merged(row.custom_fields, edit.custom_fields)),
      updated_at: now,
    });
    await recordEdit(session, Object.keys(edit));
    const { booking } = await reload(session);
    return { ok: true, action: "details_saved", at: now, booking };
  });

const changeParty = async (session: Session, edit: BookingEdit): Promise<Refusal | null> => {
  const { tx, caller, deps, booking, service } = session;
  const { participants = booking.participants, participantDetails } = edit;
  const { durationMinutes = booking.durationMinutes } = edit;
  const named = participantDetails?.length ?? (await namedOf(session)).length;
  if (named > participants) {
    return refuse(deps, caller, "invalid_input", "more people are named than come");
  }
  if (participants !== booking.participants || durationMinutes !== booking.durationMinutes) {
    const fault = service && demandFault(service, edit);
    if (!service) return refuse(deps, caller, "service_confirmed", "no service is chosen yet");
    if (fault) return refuse(deps, caller, fault.rule, fault.why, fault);
    const chosen = await selectIn({ ...session, service }, service, {
      participants,
      durationMinutes,
    });
    if (!chosen.ok) return chosen;
  }
  if (participantDetails) {
    await replaceParticipants(tx, caller.organizationId, booking.id, participantDetails);
  }
  return null;
};

const namedOf = ({ tx, caller, booking }: Session) =>
  listParticipantsOf(tx, caller.organizationId, [booking.id]);

const merged = (
  fields: Readonly<Record<string, string>>,
  change: BookingEdit["custom_fields"] = {},
): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries<string | null>({ ...fields, ...change }).filter(([, value]) => value !== null),
  );

const recordEdit = ({ tx, deps, caller, booking, now }: Session, fields: readonly string[]) =>
  insertBookingEvent(tx, {
    organization_id: caller.organizationId,
    event_id: deps.newId(),
    booking_id: booking.id,
    timestamp: now,
    event_type: "edited",
    from_state: booking.state,
    to_state: booking.state,
    triggered_by: caller.actor,
    triggered_by_id: caller.actorId,
    message_content: null,
    reason: null,
    data_snapshot: JSON.stringify({ fields }),
    validation_passed: true,
    validation_checks: JSON.stringify([]),
  });
