import { createHash } from "node:crypto";

import { findLeadMessage, insertConsent } from "#src/db/queries/consents.ts";
import type { Booking } from "#src/domain/booking.ts";
import { appointedStates, type BookingState, openStates } from "#src/domain/booking-states.ts";
import type { Consent } from "#src/domain/facts.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "../booking-deps.ts";
import type { Caller } from "../caller.ts";
import { cancelIn } from "../cancel-booking.ts";
import { type ClaimedConsent, consentBy } from "../consent.ts";
import type { ReasonGiven } from "../reason-given.ts";
import { refuse } from "../refuse.ts";
import { isUuid, type Session } from "../session.ts";
import type { SeriesReceipt, SeriesVisit } from "./series-receipt.ts";
import {
  receiptOfSeries,
  type Scope,
  type SeriesSession,
  type Visit,
  visitsOf,
  withSeries,
} from "./series-session.ts";

export interface SeriesCancellation extends Scope, ReasonGiven {
  readonly seriesId: string;
  /** A lead's yes to what exactly is cancelled; anybody else cancels by their act. */
  readonly consent: ClaimedConsent | null;
  readonly overruledBy?: string | undefined;
}

/** Fingerprint of the visits a lead is asked about before they are cancelled together. */
export const seriesCancellationHashOf = (visits: readonly Booking[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        "cancel_series",
        ...visits.map(({ id, version, appointment }) => [
          id,
          version,
          appointment?.start.toISOString() ?? null,
        ]),
      ]),
    )
    .digest("base64url");

/** States of a visit that can still be cancelled. */
export const cancellable: readonly BookingState[] = [...appointedStates, ...openStates];

/** Cancels the visits of the scope, each by its own rules; what is over or refused stays. */
export const cancelSeries =
  (deps: BookingDeps) =>
  (caller: Caller, request: SeriesCancellation): Promise<SeriesReceipt | Refusal> =>
    withSeries(deps, caller, request.seriesId, async (session) => {
      const sessions = await visitsOf(session, request, cancellable);
      const [first] = sessions;
      if (!first) return refuse(deps, caller, "unknown_booking", "no visit is left to cancel");
      const consent = await consentTo(session, request, sessions);
      const visits = await cancelAll(session, sessions, { ...request, consent });
      if (request.consent && consent) await spend(session, request.consent, first.booking.id);
      return receiptOfSeries(session, "series_cancelled", visits);
    });

/** One message of this lead, not spent, that answers exactly these visits. */
const consentTo = async (
  { tx, caller, series }: SeriesSession,
  { consent }: SeriesCancellation,
  sessions: readonly Session[],
): Promise<Consent | null> => {
  if (!consent || !isUuid(consent.messageId)) return null;
  const hash = seriesCancellationHashOf(sessions.map(({ booking }) => booking));
  if (consent.shownHash !== hash) return null;
  const message = await findLeadMessage(tx, caller.organizationId, consent.messageId);
  return message?.saidBy === series.lead_id ? consentBy(message, consent) : null;
};

type Agreed = Omit<SeriesCancellation, "consent"> & { readonly consent: Consent | null };

const cancelAll = async (
  session: SeriesSession,
  sessions: readonly Visit[],
  request: Agreed,
): Promise<SeriesVisit[]> => {
  const visits: SeriesVisit[] = [];
  for (const visit of sessions) visits.push(await cancelVisit(session, visit, request));
  return visits;
};

const cancelVisit = async (
  { startOf }: SeriesSession,
  session: Visit,
  request: Agreed,
): Promise<SeriesVisit> => {
  const { position, booking } = session;
  const start = booking.appointment?.start ?? startOf(position);
  const answer = await cancelIn(session, request);
  return answer.ok
    ? { position, start, status: "cancelled", booking: answer.booking }
    : { position, start, status: "refused", booking, refusal: answer };
};

const spend = (
  { tx, caller, now }: SeriesSession,
  { messageId, shownHash }: ClaimedConsent,
  bookingId: string,
): Promise<void> =>
  insertConsent(tx, {
    ...{ organization_id: caller.organizationId, message_id: messageId, booking_id: bookingId },
    ...{ action: "cancel_series", shown_hash: shownHash, used_at: now },
  });
