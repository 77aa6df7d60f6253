import type { Tx } from "#src/db/connect.ts";
import {
  type BookingContext,
  lockBooking,
  readBookingContext,
} from "#src/db/queries/booking-context.ts";
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
export interface Session extends BookingContext {
  readonly deps: BookingDeps;
  readonly tx: Tx;
  readonly caller: Caller;
  readonly now: Date;
  readonly policy: Policy;
  readonly booking: Booking;
}

/**
 * Locks the booking, if it exists for this caller, and works on it in one transaction. With
 * `takesTimeOf` that provider and the lead are locked with it.
 */
export const withBooking = <T extends { readonly ok: true }>(
  deps: BookingDeps,
  caller: Caller,
  bookingId: string,
  work: (session: Session) => Promise<T | Refusal>,
  takesTimeOf: string | null = null,
): Promise<T | Refusal> =>
  transact(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId, takesTimeOf);
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
  takesTimeOf: string | null = null,
): Promise<Session | null> => {
  const { organizationId, leadId } = caller;
  if (!isUuid(bookingId)) return null;
  await lockBooking(tx, organizationId, bookingId, takesTimeOf);
  const context = await readBookingContext(tx, organizationId, bookingId);
  if (!context || (leadId !== null && context.row.lead_id !== leadId)) return null;
  return {
    ...context,
    ...{ deps, tx, caller, now: deps.now() },
    policy: policyOf(context.organization),
    booking: toBooking(context.row),
  };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come from models and strangers; what is no uuid must not reach a uuid column. */
export const isUuid = (text: string): boolean => uuid.test(text);
