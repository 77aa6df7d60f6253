import type { Tx } from "#src/db/connect.ts";
import { lockBooking, type NamedBookingRow } from "#src/db/queries/bookings.ts";
import {
  findService,
  getOrganization,
  type Organization,
  type Service,
} from "#src/db/queries/catalog.ts";
import { findLead, type Lead } from "#src/db/queries/leads.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Policy } from "#src/domain/policy.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { policyOf } from "./slot-view.ts";
import { toBooking } from "./to-booking.ts";
import { transact } from "./transact.ts";

/** One locked booking and what stands around it, for the length of a transaction. */
export interface Session {
  readonly deps: BookingDeps;
  readonly tx: Tx;
  readonly caller: Caller;
  readonly now: Date;
  readonly organization: Organization;
  readonly policy: Policy;
  readonly row: NamedBookingRow;
  readonly booking: Booking;
  readonly lead: Lead;
  readonly service: Service | null;
}

/** Locks the booking, if it exists for this caller, and works on it in one transaction. */
export const withBooking = <T extends { readonly ok: true }>(
  deps: BookingDeps,
  caller: Caller,
  bookingId: string,
  work: (session: Session) => Promise<T | Refusal>,
): Promise<T | Refusal> =>
  transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    return session
      ? work(session)
      : refuse(deps, caller, "unknown_booking", `there is no booking ${bookingId} for this caller`);
  });

/** Null when the booking does not exist, or belongs to somebody the caller does not speak for. */
export const openSession = async (
  deps: BookingDeps,
  caller: Caller,
  tx: Tx,
  bookingId: string,
): Promise<Session | null> => {
  const { organizationId, leadId } = caller;
  if (!isUuid(bookingId)) return null;
  const row = await lockBooking(tx, organizationId, bookingId);
  if (!row || (leadId !== null && row.lead_id !== leadId)) return null;
  const organization = await getOrganization(tx, organizationId);
  const lead = await findLead(tx, organizationId, row.lead_id);
  if (!lead) throw new Error(`booking ${bookingId} has no lead`);
  return {
    deps,
    tx,
    caller,
    now: deps.now(),
    organization,
    policy: policyOf(organization),
    row,
    booking: toBooking(row),
    lead,
    service: row.service_id
      ? ((await findService(tx, organizationId, row.service_id)) ?? null)
      : null,
  };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come from models and strangers; what is no uuid must not reach a uuid column. */
export const isUuid = (text: string): boolean => uuid.test(text);
