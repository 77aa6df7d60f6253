import { releaseAllocations } from "#src/db/queries/allocations.ts";
import { insertBookingEvent, updateBooking } from "#src/db/queries/bookings.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { amountInAdvance } from "#src/domain/payment.ts";
import { amountDue } from "#src/domain/price.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after, applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { gatherFacts } from "./gather-facts.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { isUuid, type Session, withBooking } from "./session.ts";

export interface ServiceChoice {
  readonly bookingId: string;
  readonly serviceId: string;
  /** People who come, the lead among them; as before when absent, and one at first. */
  readonly participants?: number | undefined;
  /** Minutes, where the service lets the lead choose; null for the usual length. */
  readonly durationMinutes?: number | null | undefined;
}

/** Who comes, and for how long. */
type Party = Pick<ServiceChoice, "participants" | "durationMinutes">;

/**
 * Confirms the service of a booking, for how many and how long. Before an appointment stands,
 * another choice replaces the first: the state stays, held slots are released and new ones must be
 * proposed.
 */
export const selectService =
  (deps: BookingDeps) =>
  (caller: Caller, choice: ServiceChoice): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, choice.bookingId, async (session) => {
      const { serviceId } = choice;
      const service = isUuid(serviceId)
        ? await findService(session.tx, caller.organizationId, serviceId)
        : undefined;
      return service
        ? selectIn({ ...session, service }, service, choice)
        : refuse(deps, caller, "unknown_service", `there is no service ${serviceId}`);
    });

/** The same in a transaction that goes on with the booking. */
export const selectIn = async (
  session: Session,
  service: Service,
  party: Party = {},
): Promise<Receipt | Refusal> => {
  const { state } = session.booking;
  if (state === "SERVICE_SELECTED" || state === "SLOT_PROPOSED") {
    return replaceService(session, service, party);
  }
  const { verdict, session: moved } = await applyTransition(session, {
    to: "SERVICE_SELECTED",
    facts: await gatherFacts(session),
    change: serviceColumns(session, service, party),
  });
  return verdict.allowed ? receiptOf(moved) : refuseVerdict(verdict);
};

const receiptOf = ({ now, booking }: Session): Receipt => ({
  ok: true,
  action: "service_selected",
  at: now,
  booking,
});

const serviceColumns = ({ organization, booking }: Session, service: Service, party: Party) => {
  const isSame = booking.serviceId === service.id;
  const participants = party.participants ?? booking.participants;
  const minutes = party.durationMinutes ?? (isSame ? booking.durationMinutes : null);
  const price = service.price_minor;
  const whole =
    price === null
      ? null
      : amountDue(
          { minor: price, forMinutes: service.duration_minutes },
          { participants, minutes },
        );
  const deposit = { minor: service.deposit_minor, percent: service.deposit_percent };
  const due = whole === null ? null : amountInAdvance(whole, deposit, participants);
  return {
    service_id: service.id,
    participants,
    duration_minutes: minutes,
    payment_required: service.payment_required,
    payment_amount_minor: service.payment_required ? due : null,
    payment_currency: service.payment_required ? organization.currency : null,
    payment_method: service.payment_required ? (service.payment_methods[0] ?? null) : null,
  };
};

const replaceService = async (
  session: Session,
  service: Service,
  party: Party,
): Promise<Receipt | Refusal> => {
  const { tx, deps, caller, now, booking } = session;
  if (!service.active) {
    return refuse(deps, caller, "service_in_catalog", "the service is not offered any more");
  }
  const columns = serviceColumns(session, service, party);
  const isSame =
    booking.serviceId === service.id &&
    booking.participants === columns.participants &&
    booking.durationMinutes === columns.duration_minutes;
  if (isSame) return receiptOf(session);
  await releaseAllocations(tx, booking.organizationId, booking.id, now);
  const written = await updateBooking(tx, booking.organizationId, booking.id, {
    ...columns,
    updated_at: now,
    last_communication_at: now,
  });
  await insertBookingEvent(tx, {
    organization_id: booking.organizationId,
    event_id: deps.newId(),
    booking_id: booking.id,
    timestamp: now,
    event_type: "service_changed",
    from_state: booking.state,
    to_state: booking.state,
    triggered_by: caller.actor === "lead" ? "customer" : caller.actor,
    triggered_by_id: caller.actorId,
    message_content: null,
    reason: null,
    data_snapshot: JSON.stringify({
      from_service_id: booking.serviceId,
      service_id: service.id,
      participants: columns.participants,
      duration_minutes: columns.duration_minutes,
    }),
    validation_passed: true,
    validation_checks: JSON.stringify([]),
  });
  return receiptOf(after(session, written));
};
