import { type Allocation, bookHold } from "#src/db/queries/allocations.ts";
import { updateBooking } from "#src/db/queries/bookings.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { readConfirmationContext } from "#src/db/queries/confirmation-context.ts";
import { isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { SlotQuestion } from "#src/domain/availability/find-slots-input.ts";
import { appointedStates } from "#src/domain/booking-states.ts";
import type { ChosenSlot, Consent, Facts } from "#src/domain/facts.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after, applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { alternativesNear } from "./candidate-slots.ts";
import { type ClaimedConsent, consentBy, spentBy } from "./consent.ts";
import { gatherFacts } from "./gather-facts.ts";
import { loadQuestions, openSlotAt, type WorkplaceQuestion } from "./open-slots.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { isUuid, type Session, withBooking } from "./session.ts";
import { readSlotId, type SlotKey } from "./slot-id.ts";
import { isLive, shownHashOf, toSlot } from "./slot-view.ts";

export interface Confirmation {
  readonly bookingId: string;
  readonly slotId: string;
  /** The lead's message that says yes, with the hash of what it says yes to. */
  readonly consent: ClaimedConsent | null;
  /** Sales answer for a yes given elsewhere, by name. */
  readonly statedBy?: string | undefined;
}

/**
 * Books an offered slot: lock, look again with the function that listed it, write state,
 * allocation, history and outbox together, or refuse with slots that are free (000 §6.3).
 */
export const confirmSlot =
  (deps: BookingDeps) =>
  (caller: Caller, confirmation: Confirmation): Promise<Receipt | Refusal> => {
    const key = readSlotId(deps.slotSecret, caller.organizationId, confirmation.slotId);
    const confirm = async (session: Session) => {
      const service = key && (await serviceOf(session, key));
      if (!service) {
        return refuse(deps, caller, "unknown_slot", "the slot id is not one of ours");
      }
      return confirmIn(session, confirmation, key, service);
    };
    return withBooking(deps, caller, confirmation.bookingId, confirm, key?.providerId);
  };

const serviceOf = async (
  { tx, organization, service }: Session,
  { serviceId }: SlotKey,
): Promise<Service | undefined> =>
  service?.id === serviceId ? service : findService(tx, organization.id, serviceId);

/** The same in a transaction that comes with the booking, the provider and the lead locked. */
export const confirmIn = async (
  session: Session,
  confirmation: Omit<Confirmation, "bookingId">,
  key: SlotKey,
  service: Service,
): Promise<Receipt | Refusal> => {
  const { tx, now } = session;
  const { hold, chosen, ...found } = await lookAt(session, confirmation, key, service);
  const facts = await factsOf(session, service, { chosen, ...found });
  const { verdict, session: moved } = await applyTransition(session, {
    to: "SLOT_CONFIRMED",
    facts,
    change: {
      provider_id: key.providerId,
      location_id: key.locationId,
      starts_at: chosen?.slot.start ?? null,
      ends_at: chosen?.slot.end ?? null,
    },
  });
  if (!verdict.allowed || !hold || !chosen) return refuseVerdict(verdict);
  await bookHold(tx, hold, spentBy(session, facts.consent, "confirm_slot"), now);
  const { booking: confirmed } = await askForPayment(moved);
  return { ok: true, action: "slot_confirmed", at: now, booking: confirmed, slot: chosen.slot };
};

/** The slot and the yes as the database knows them now. */
interface Look extends Pick<Facts, "chosen" | "duplicate" | "consent"> {
  readonly hold: Allocation | undefined;
}

const lookAt = async (
  session: Session,
  { slotId, consent, statedBy }: Omit<Confirmation, "bookingId">,
  key: SlotKey,
  service: Service,
): Promise<Look> => {
  const { tx, organization, booking, now } = session;
  const { hold, overlapping, message } = await readConfirmationContext(tx, {
    organizationId: organization.id,
    bookingId: booking.id,
    leadId: booking.leadId,
    slotId,
    start: key.start,
    end: new Date(key.start.getTime() + service.duration_minutes * 60_000),
    states: appointedStates,
    messageId: consent && isUuid(consent.messageId) ? consent.messageId : null,
  });
  const [place] = await loadQuestions(tx, organization, {
    service,
    now,
    from: key.start,
    to: key.start,
    providerId: key.providerId,
    locationId: key.locationId,
    exceptBookingId: booking.id,
  });
  const stated: Consent | null = statedBy === undefined ? null : { kind: "stated", by: statedBy };
  return {
    hold,
    chosen: place ? chosenOf(session, service, { key, place, hold }) : null,
    duplicate: place ? (overlapping ? { bookingId: overlapping.id } : "none") : null,
    consent: consent ? consentBy(message, consent) : stated,
  };
};

/** Whose hold, still open, still free for this booking. */
const chosenOf = (
  { deps, organization, booking, now }: Session,
  service: Service,
  {
    key,
    place,
    hold,
  }: {
    readonly key: SlotKey;
    readonly place: WorkplaceQuestion;
    readonly hold: Allocation | undefined;
  },
): ChosenSlot => {
  const open = openSlotAt(place, service, key.start.getTime());
  const slot = toSlot(deps.slotSecret, organization, service, open);
  return {
    slot,
    offered: hold !== undefined && isLive(hold, now),
    offeredAt: hold?.offered_at ?? null,
    shownHash: shownHashOf(booking.id, slot),
    free: isUntaken(place.question, open.start),
  };
};

/** Free in the calendar, whatever the hour now: notice and past are rules with words of their own. */
const isUntaken = (question: SlotQuestion, start: number): boolean =>
  isSlotFree(
    { ...question, now: start, service: { ...question.service, minNoticeMinutes: 0 } },
    start,
  );

const factsOf = async (
  session: Session,
  service: Service,
  found: Pick<Facts, "chosen" | "duplicate" | "consent">,
): Promise<Facts> => {
  const { chosen } = found;
  const settled = chosen?.free === true && chosen.offered && chosen.slot.start > session.now;
  return gatherFacts(session, {
    ...found,
    alternatives: settled
      ? []
      : await alternativesNear(session, service, chosen?.slot.start ?? null),
  });
};

/**
 * Asking for the payment follows from the confirmation; without a way to pay the booking waits.
 * What was paid before the appointment moved stays paid.
 */
const askForPayment = async (session: Session): Promise<Session> => {
  const { required, status } = session.booking.payment;
  if (!required || status === "received" || status === "settled") return session;
  const written = await updateBooking(session.tx, session.organization.id, session.booking.id, {
    payment_status: "pending",
  });
  const pending = after(session, written);
  const facts = await gatherFacts(pending);
  const { session: moved } = await applyTransition(pending, {
    to: "PAYMENT_PENDING",
    facts,
    as: "system",
  });
  return moved;
};
