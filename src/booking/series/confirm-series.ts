import { findLeadMessage, insertConsent } from "#src/db/queries/consents.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "../booking-deps.ts";
import type { Caller } from "../caller.ts";
import { confirmIn } from "../confirm-slot.ts";
import type { ClaimedConsent } from "../consent.ts";
import { lockAll } from "../propose-slots.ts";
import { refuse } from "../refuse.ts";
import { isUuid, openSession } from "../session.ts";
import { readSlotId } from "../slot-id.ts";
import { type SeriesReceipt, type SeriesVisit, seriesHashOf } from "./series-receipt.ts";
import {
  type HeldVisit,
  heldVisits,
  receiptOfSeries,
  type SeriesSession,
  withSeries,
} from "./series-session.ts";

export interface SeriesConfirmation {
  readonly seriesId: string;
  /** The lead's message that says yes to all visits held, with the hash of them. */
  readonly consent: ClaimedConsent | null;
  /** Sales answer for a yes given elsewhere, by name. */
  readonly statedBy?: string | undefined;
}

/**
 * Books every visit held, each by the rules of its own; those that cannot be are told of and stay
 * as they are. One yes of the lead, to exactly the visits that are held now, serves all of them.
 */
export const confirmSeries =
  (deps: BookingDeps) =>
  (caller: Caller, confirmation: SeriesConfirmation): Promise<SeriesReceipt | Refusal> =>
    withSeries(deps, caller, confirmation.seriesId, async (session) => {
      const held = await heldVisits({ ...session, organizationId: caller.organizationId });
      const [first] = held;
      if (!first) return refuse(deps, caller, "hold_expired", "no visit of the series is held");
      const yes = await yesTo(session, confirmation, held);
      if (!yes) return refuse(deps, caller, "explicit_confirmation", "no yes to these visits");
      await lockFor(session, first);
      const visits: SeriesVisit[] = [];
      for (const visit of held) visits.push(await confirmVisit(session, visit, yes));
      if ("messageId" in yes) await spend(session, yes, first);
      return receiptOfSeries(session, "series_confirmed", visits);
    });

type Yes = ClaimedConsent | { readonly statedBy: string };

/** A message of this lead, not spent yet, that answers exactly what is held; or a name of sales. */
const yesTo = async (
  { tx, caller, series }: SeriesSession,
  { consent, statedBy }: SeriesConfirmation,
  held: readonly HeldVisit[],
): Promise<Yes | null> => {
  if (!consent) return statedBy === undefined ? null : { statedBy };
  if (!isUuid(consent.messageId)) return null;
  if (consent.shownHash !== seriesHashOf(series.id, held)) return null;
  const message = await findLeadMessage(tx, caller.organizationId, consent.messageId);
  const isSound = message?.saidBy === series.lead_id && message.usedAt === null;
  return isSound ? consent : null;
};

/** Everybody's time at once and in order, before the visits take it one by one. */
const lockFor = async (
  { deps, caller, tx, service }: SeriesSession,
  { bookingId }: HeldVisit,
): Promise<void> => {
  const session = await openSession(deps, caller, tx, bookingId);
  if (session) await lockAll(session, service);
};

const confirmVisit = async (
  { deps, caller, tx, service }: SeriesSession,
  { bookingId, position, slotId }: HeldVisit,
  yes: Yes,
): Promise<SeriesVisit> => {
  const key = readSlotId(deps.slotSecret, caller.organizationId, slotId);
  const session = await openSession(deps, caller, tx, bookingId, key?.providerId);
  if (!session || !key) throw new Error(`visit ${bookingId} vanished in its own transaction`);
  const answer = await confirmIn(
    session,
    "messageId" in yes
      ? { slotId, consent: { kind: "series", messageId: yes.messageId } }
      : { slotId, consent: null, statedBy: yes.statedBy },
    key,
    service,
  );
  const visit = { position, start: key.start };
  return answer.ok
    ? { ...visit, status: "booked", booking: answer.booking }
    : { ...visit, status: "refused", booking: session.booking, refusal: answer };
};

const spend = async (
  { tx, caller, now }: SeriesSession,
  { messageId, shownHash }: ClaimedConsent,
  { bookingId }: HeldVisit,
): Promise<void> =>
  insertConsent(tx, {
    ...{ organization_id: caller.organizationId, message_id: messageId, booking_id: bookingId },
    ...{ action: "confirm_series", shown_hash: shownHash, used_at: now },
  });
