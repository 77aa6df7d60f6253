import { sql } from "kysely";

import type { BookingState } from "#src/domain/booking-states.ts";
import type { Tx } from "../connect.ts";
import type { Allocation } from "./allocations.ts";
import { type LeadMessage, leadMessage } from "./consents.ts";

/** What a confirmation is judged by besides the booking and the calendar. */
export interface ConfirmationContext {
  /** The booking's unreleased hold of the slot; it may have expired. */
  readonly hold: Allocation | undefined;
  /** Another live appointment of the lead that overlaps the slot. */
  readonly overlapping: { readonly id: string } | null;
  readonly message: LeadMessage | undefined;
}

interface Asked {
  readonly organizationId: string;
  readonly bookingId: string;
  readonly leadId: string;
  readonly slotId: string;
  readonly start: Date;
  readonly end: Date;
  /** States in which a booking has an appointment to overlap with. */
  readonly states: readonly BookingState[];
  readonly messageId: string | null;
}

type OrNulls<Row> = Row | { readonly [Key in keyof Row]: null };
type Found = OrNulls<Allocation> & OrNulls<LeadMessage> & { readonly overlapping: string | null };

/** All of it in one round trip. */
export const readConfirmationContext = async (
  tx: Tx,
  asked: Asked,
): Promise<ConfirmationContext> => {
  const { organizationId, bookingId, leadId, slotId, start, end } = asked;
  const { rows } = await sql<Found>`
    select hold.*, message.*, (
      select id from bookings where organization_id = ${organizationId} and lead_id = ${leadId}
        and id <> ${bookingId} and state = any(${[...asked.states]})
        and starts_at < ${end} and ends_at > ${start} limit 1) as overlapping
    from (select) alone
    left join lateral (
      select * from allocations where organization_id = ${organizationId}
        and booking_id = ${bookingId} and slot_id = ${slotId} and kind = 'hold'
        and released_at is null order by expires_at desc limit 1) hold on true
    left join lateral (${leadMessage(organizationId, asked.messageId)}) message on true`.execute(
    tx,
  );
  const [found] = rows;
  if (!found) throw new Error("a row joined on the left is always answered");
  const { overlapping, saidAt, saidBy, usedAt, ...hold } = found;
  return {
    hold: hold.id === null ? undefined : hold,
    overlapping: overlapping === null ? null : { id: overlapping },
    message: saidAt === null ? undefined : { saidAt, saidBy, usedAt },
  };
};
