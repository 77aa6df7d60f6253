import { type Allocation, bookHold } from "#src/db/queries/allocations.ts";
import { type BookingChange, updateBooking } from "#src/db/queries/bookings.ts";
import { findService, type Service } from "#src/db/queries/catalog.ts";
import { readConfirmationContext } from "#src/db/queries/confirmation-context.ts";
import type { LeadMessage } from "#src/db/queries/consents.ts";
import { appointedStates } from "#src/domain/booking-states.ts";
import type { Consent, Facts } from "#src/domain/facts.ts";
import { amountInAdvance } from "#src/domain/payment.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after, applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { alternativesNear } from "./candidate-slots.ts";
import { type ClaimedConsent, consentBy, spentBy } from "./consent.ts";
import { gatherFacts } from "./gather-facts.ts";
import { bookingsThatDay } from "./lead-limits.ts";
import { lookAtSlot } from "./look-at-slot.ts";
import { priceColumns } from "./price-slots.ts";
import { refuse, refuseVerdict } from "./refuse.ts";
import { requestPayment } from "./request-payment.ts";
import { isUuid, type Session, withBooking } from "./session.ts";
import { readSlotId, type SlotKey } from "./slot-id.ts";
import { toStoredPart } from "./to-booking.ts";

export interface Confirmation {
  readonly bookingId: string;
  readonly slotId: string;
  /** The lead's message that says yes, with the hash of what it says yes to; or the policy. */
  readonly consent: ClaimedConsent | Extract<Consent, { kind: "policy" | "page" }> | null;
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

/** A yes to a whole series, checked and spent by whoever confirms its visits. */
interface SeriesConsent {
  readonly kind: "series";
  readonly messageId: string;
}

type Chosen = Pick<Confirmation, "slotId" | "statedBy"> & {
  readonly consent: Confirmation["consent"] | SeriesConsent;
};

/** The same in a transaction that comes with the booking, the provider and the lead locked. */
export const confirmIn = async (
  session: Session,
  confirmation: Chosen,
  key: SlotKey,
  service: Service,
): Promise<Receipt | Refusal> => {
  const { tx, now } = session;
  const { hold, facts } = await lookAt(session, confirmation, key, service);
  const { chosen } = facts;
  const { verdict, session: moved } = await applyTransition(session, {
    to: "SLOT_CONFIRMED",
    facts,
    change: {
      provider_id: key.providerId,
      location_id: key.locationId,
      starts_at: chosen?.slot.start ?? null,
      ends_at: chosen?.slot.end ?? null,
      parts: JSON.stringify((chosen?.slot.parts ?? []).map(toStoredPart)),
      ...pricesFor(session, service, facts),
    },
    ...(facts.consent?.kind === "policy" && { as: "system" }),
  });
  if (!verdict.allowed || !hold || !chosen) return refuseVerdict(verdict);
  const spent = isOfSeries(confirmation.consent)
    ? null
    : spentBy(session, facts.consent, "confirm_slot");
  await bookHold(tx, hold, spent, now);
  const { booking: confirmed } = await askForPayment(moved, facts.consent);
  return { ok: true, action: "slot_confirmed", at: now, booking: confirmed, slot: chosen.slot };
};

/**
 * The price of the slot as it was offered, and what of it is due in advance. What is paid already
 * stays what was asked for: a difference is settled at the visit.
 */
const pricesFor = (
  { booking, organization }: Session,
  { payment_required, deposit_minor: minor, deposit_percent: percent }: Service,
  { chosen, consent }: Facts,
): BookingChange => {
  const price = chosen?.slot.price ?? null;
  const { status } = booking.payment;
  const isPaid = status !== null && status !== "pending";
  const isPaidLate = consent?.kind === "policy" && consent.key === "paidLate";
  return {
    ...priceColumns(price),
    ...(price &&
      payment_required &&
      !isPaid &&
      !isPaidLate && {
        payment_amount_minor: amountInAdvance(
          price.minor,
          { minor, percent },
          booking.participants,
        ),
        payment_currency: organization.currency,
      }),
  };
};

/** The slot and the yes as the database knows them now. */
const lookAt = async (
  session: Session,
  { slotId, consent, statedBy }: Chosen,
  key: SlotKey,
  service: Service,
): Promise<{ readonly hold: Allocation | undefined; readonly facts: Facts }> => {
  const { tx, organization, booking } = session;
  const { hold, overlapping, message } = await readConfirmationContext(tx, {
    organizationId: organization.id,
    bookingId: booking.id,
    leadId: booking.leadId,
    slotId,
    start: key.start,
    end: new Date(key.start.getTime() + key.minutes * 60_000),
    states: appointedStates,
    messageId:
      consent && "messageId" in consent && isUuid(consent.messageId) ? consent.messageId : null,
  });
  const looked = await lookAtSlot(session, { key, service, hold });
  const stated: Consent | null = statedBy === undefined ? null : { kind: "stated", by: statedBy };
  const found = {
    chosen: looked?.chosen ?? null,
    duplicate: looked ? (overlapping ? { bookingId: overlapping.id } : ("none" as const)) : null,
    consent: consentFor(consent, message, looked?.chosen.shownHash ?? "") ?? stated,
  };
  return { hold, facts: await factsOf(session, service, found, looked?.policy) };
};

const isOfSeries = (consent: Chosen["consent"]): consent is SeriesConsent =>
  consent !== null && "kind" in consent && consent.kind === "series";

const consentFor = (
  consent: Chosen["consent"],
  message: LeadMessage | undefined,
  shownHash: string,
): Consent | null => {
  if (consent === null) return null;
  if (!("messageId" in consent)) return consent;
  return consentBy(message, isOfSeries(consent) ? { ...consent, shownHash } : consent);
};

const factsOf = async (
  session: Session,
  service: Service,
  found: Pick<Facts, "chosen" | "duplicate" | "consent">,
  policy = session.policy,
): Promise<Facts> => {
  const { chosen } = found;
  const settled = chosen?.free === true && chosen.offered && chosen.slot.start > session.now;
  const leadBookingsThatDay = chosen
    ? await bookingsThatDay(session, chosen.slot.start, {
        zone: chosen.slot.zone,
        most: policy.maxPerDayPerLead,
      })
    : null;
  const start = chosen?.slot.start ?? null;
  const alternatives = settled
    ? []
    : await alternativesNear(session, service, start, {
        // Elsewhere is no alternative to where somebody lives.
        locationId: service.travels ? chosen?.slot.locationId : undefined,
      });
  return gatherFacts(session, { ...found, leadBookingsThatDay, alternatives }, policy);
};

/**
 * Asking for the payment follows from the confirmation; without a way to pay the booking waits.
 * What was paid before the appointment moved stays paid.
 */
const askForPayment = async (session: Session, consent: Consent | null): Promise<Session> => {
  const { required, status } = session.booking.payment;
  if (!required || status === "received" || status === "settled") return session;
  const written = await updateBooking(session.tx, session.organization.id, session.booking.id, {
    payment_status: "pending",
  });
  const pending = after(session, written);
  const facts = await gatherFacts(pending);
  const { verdict, session: moved } = await applyTransition(pending, {
    to: "PAYMENT_PENDING",
    facts,
    as: "system",
  });
  const isPaidAlready = consent?.kind === "policy" && consent.key === "paidLate";
  if (verdict.allowed && !isPaidAlready) await requestPayment(moved);
  return moved;
};
