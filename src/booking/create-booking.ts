import type { Tx } from "#src/db/connect.ts";
import { findBooking, insertBooking, insertBookingEvent } from "#src/db/queries/bookings.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { type Participant, replaceParticipants } from "#src/db/queries/participants.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { isUuid } from "./session.ts";
import { toBooking } from "./to-booking.ts";
import { transact } from "./transact.ts";

export interface NewBooking {
  readonly leadId: string;
  readonly conversationId: string | null;
  /** The cancelled booking this one replaces (000 §8.2). */
  readonly previousBookingId?: string | undefined;
  readonly notes?: string | undefined;
  /** Who comes, as far as they are named; the lead may be among them. */
  readonly participantDetails?: readonly Participant[] | undefined;
}

/** A new booking in INQUIRY (000 §12.1). */
export const createBooking =
  (deps: BookingDeps) =>
  (caller: Caller, input: NewBooking): Promise<Receipt | Refusal> =>
    transact(deps, caller, (tx) => insertInquiry(deps, caller, tx, input));

/** The same inside a transaction that goes on with the booking. */
export const insertInquiry = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  input: NewBooking,
): Promise<Receipt | Refusal> => {
  const { organizationId } = caller;
  const lead = isUuid(input.leadId) ? await findLead(tx, organizationId, input.leadId) : undefined;
  if (!lead || (caller.leadId !== null && caller.leadId !== lead.id)) {
    return refuse(deps, caller, "invalid_input", "there is no such lead for this caller");
  }
  const stray = await strayReference(tx, organizationId, lead.id, input);
  if (stray) return refuse(deps, caller, "invalid_input", stray);
  const now = deps.now();
  const id = deps.newId();
  const history = [{ state: "INQUIRY", at: now.toISOString(), by: caller.actor }];
  await insertBooking(tx, {
    organization_id: organizationId,
    id,
    lead_id: lead.id,
    conversation_id: input.conversationId,
    state: "INQUIRY",
    state_history: JSON.stringify(history),
    previous_booking_ids: input.previousBookingId ? [input.previousBookingId] : [],
    notes: input.notes ?? "",
    last_communication_at: now,
    created_at: now,
    updated_at: now,
  });
  const { participantDetails = [] } = input;
  if (participantDetails.length > 0) {
    await replaceParticipants(tx, organizationId, id, participantDetails);
  }
  await insertBookingEvent(tx, {
    organization_id: organizationId,
    event_id: deps.newId(),
    booking_id: id,
    timestamp: now,
    event_type: "created",
    from_state: "INQUIRY",
    to_state: "INQUIRY",
    triggered_by: caller.actor === "lead" ? "customer" : caller.actor,
    triggered_by_id: caller.actorId,
    message_content: null,
    reason: null,
    data_snapshot: JSON.stringify({ lead_id: lead.id }),
    validation_passed: true,
    validation_checks: JSON.stringify([]),
  });
  const row = await findBooking(tx, organizationId, id);
  if (!row) throw new Error(`booking ${id} vanished in its own transaction`);
  return { ok: true, action: "booking_created", at: now, booking: toBooking(row) };
};

/** A booking speaks of its own lead's conversation and of that lead's earlier bookings only. */
const strayReference = async (
  tx: Tx,
  organizationId: string,
  leadId: string,
  { conversationId, previousBookingId }: NewBooking,
): Promise<string | null> => {
  const isOwn = async (table: "conversations" | "bookings", id: string) =>
    isUuid(id) &&
    (await tx
      .selectFrom(table)
      .select("id")
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .where("lead_id", "=", leadId)
      .executeTakeFirst()) !== undefined;
  if (conversationId !== null && !(await isOwn("conversations", conversationId))) {
    return "the lead has no such conversation";
  }
  if (previousBookingId !== undefined && !(await isOwn("bookings", previousBookingId))) {
    return "the lead has no such earlier booking";
  }
  return null;
};
