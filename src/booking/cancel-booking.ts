import { createHash } from "node:crypto";

import { releaseAllocations } from "#src/db/queries/allocations.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Actor } from "#src/domain/booking-states.ts";
import type { Consent } from "#src/domain/facts.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { type ClaimedConsent, keepConsent, readConsent } from "./consent.ts";
import { gatherFacts } from "./gather-facts.ts";
import { type ReasonGiven, reasonGiven } from "./reason-given.ts";
import { refundCancelled } from "./refund-booking.ts";
import { refuseVerdict } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";

export interface Cancellation extends ReasonGiven {
  readonly bookingId: string;
  /** `page`: pressed below what it says it cancels. */
  readonly consent: ClaimedConsent | { readonly kind: "page"; readonly shownHash: string } | null;
  readonly overruledBy?: string | undefined;
}

const cancelledBy: Readonly<Record<Actor, string>> = {
  lead: "customer",
  sales: "sales",
  provider: "provider",
  system: "system",
  payment: "system",
};

/** Fingerprint of the appointment a lead is asked about before it is cancelled. */
export const cancellationHashOf = ({ id, appointment, version }: Booking): string =>
  createHash("sha256")
    .update(JSON.stringify(["cancel", id, version, appointment?.start.toISOString() ?? null]))
    .digest("base64url");

/** Ends a booking, frees its time and keeps its record; the lead may book again (000 §8.2). */
export const cancelBooking =
  (deps: BookingDeps) =>
  (caller: Caller, request: Cancellation): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, request.bookingId, async (session) => {
      const consent = await consentTo(session, request.consent);
      const answer = await cancelIn(session, { ...request, consent });
      if (answer.ok) await keepConsent(session, consent, "cancel");
      return answer;
    });

/** The same in a transaction that comes with the booking locked and the lead's yes looked up. */
export const cancelIn = async (
  session: Session,
  {
    consent,
    overruledBy,
    ...given
  }: Pick<Cancellation, "reason" | "reasonCode" | "overruledBy"> & {
    readonly consent: Consent | null;
  },
): Promise<Receipt | Refusal> => {
  const { tx, now, booking, caller, deps } = session;
  const why = reasonGiven(deps, given);
  const facts = await gatherFacts(session, { ...why, consent, overruledBy: overruledBy ?? null });
  const { verdict, session: moved } = await applyTransition(session, {
    to: "CANCELLED",
    facts,
    change: {
      cancelled_at: now,
      cancelled_by: cancelledBy[caller.actor],
      cancellation_reason: why.reason,
      cancellation_reason_code: why.reasonCode,
    },
  });
  if (!verdict.allowed) return refuseVerdict(verdict);
  await releaseAllocations(tx, booking.organizationId, booking.id, now);
  if (booking.payment.required) await refundCancelled(moved, booking);
  return {
    ok: true,
    action: "cancelled",
    at: now,
    booking: moved.booking,
    rebookOffered: true,
    ...(booking.appointment && { freed: booking.appointment }),
  };
};

/** A yes to a cancellation counts only for the appointment that was named in the question. */
const consentTo = async (
  session: Session,
  claimed: Cancellation["consent"],
): Promise<Consent | null> => {
  if (claimed?.shownHash !== cancellationHashOf(session.booking)) return null;
  if (!("kind" in claimed)) return readConsent(session, claimed);
  const { leadId } = session.caller;
  return leadId === null ? null : { kind: "page", leadId };
};
