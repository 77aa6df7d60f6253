import type { Tx } from "#src/db/connect.ts";
import {
  type BookingContext,
  lockBooking,
  readBookingContext,
} from "#src/db/queries/booking-context.ts";
import { findBookingWithin } from "#src/db/queries/bookings.ts";
import { findConsultation } from "#src/db/queries/consultations.ts";
import type { Booking } from "#src/domain/booking.ts";
import { appointedStates } from "#src/domain/booking-states.ts";
import type { ServiceFacts } from "#src/domain/facts.ts";
import { type Policy, policyAt } from "#src/domain/policy.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { toBooking } from "./to-booking.ts";
import { transact } from "./transact.ts";
import type { BarredPlace } from "./workplaces.ts";

/** One locked booking and what stands around it, for the length of a transaction. */
export interface Session extends BookingContext {
  readonly deps: BookingDeps;
  readonly tx: Tx;
  readonly caller: Caller;
  readonly now: Date;
  readonly policy: Policy;
  readonly booking: Booking;
  /** People and places that do not serve this lead. */
  readonly barred: readonly BarredPlace[];
  /** The service that must come before the booking's own, and how far the lead is with it. */
  readonly consultation: ServiceFacts["consultation"];
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
  const { organizationId, leadId, providerId } = caller;
  if (!isUuid(bookingId)) return null;
  await lockBooking(tx, organizationId, bookingId, takesTimeOf);
  const context = await readBookingContext(tx, organizationId, bookingId);
  if (!context || (leadId !== null && context.row.lead_id !== leadId)) return null;
  if (providerId !== null && !(await findBookingWithin(tx, caller, bookingId))) return null;
  return {
    ...context,
    ...{ deps, tx, caller, now: deps.now() },
    policy: policyOfContext(context),
    booking: toBooking(context.row),
    barred: context.blocks.filter((row) => row.provider_id !== null || row.location_id !== null),
    consultation: await consultationOf(tx, context),
  };
};

/** The rules where the booking stands: of its service, and of its place and person once it has them. */
const policyOfContext = ({ organization, service, placeRules }: BookingContext): Policy => {
  const { location, provider } = placeRules;
  return policyAt(organization.policy, location, service?.rules, provider);
};

const consultationOf = async (
  tx: Tx,
  { organization, lead, service }: BookingContext,
): Promise<ServiceFacts["consultation"]> => {
  if (!service?.consultation_service_id) return null;
  const found = await findConsultation(tx, organization.id, {
    leadId: lead.id,
    serviceId: service.consultation_service_id,
    standing: appointedStates,
  });
  const booked = found.ends_at ? { endsAt: found.ends_at } : ("missing" as const);
  return { serviceName: found.service_name, status: found.done ? "done" : booked };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come from models and strangers; what is no uuid must not reach a uuid column. */
export const isUuid = (text: string): boolean => uuid.test(text);
