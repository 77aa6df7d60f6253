import { findCandidates } from "#src/booking/candidate-slots.ts";
import { gatherFacts } from "#src/booking/gather-facts.ts";
import type { OpenSlot } from "#src/booking/open-slots.ts";
import { lockAll, offer } from "#src/booking/propose-slots.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { isLive } from "#src/booking/slot-view.ts";
import { transact } from "#src/booking/transact.ts";
import { canBeTold, tellLead } from "#src/conversation/tell-lead.ts";
import { listHolds } from "#src/db/queries/allocations.ts";
import {
  listOfferable,
  listOfferedSince,
  lockWaitlistEntry,
  type Offerable,
  settleWaitlist,
  updateWaitlistEntry,
  type WaitlistEntry,
} from "#src/db/queries/waitlist.ts";
import { isOpen } from "#src/domain/booking-states.ts";
import { validateTransition } from "#src/domain/validate-transition.ts";
import { eachAlone } from "#src/each-alone.ts";
import { endOfWish, meetsEntry, openFreedTimes } from "./freed-times.ts";
import { houseCaller } from "./house-caller.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";

interface Offered {
  readonly ok: true;
  readonly offered: boolean;
}

const nothing: Offered = { ok: true, offered: false };

/**
 * Offers times that are free now to those who wait for them, in order, one held slot each; answers
 * how many were offered. Each offer is one transaction: the hold, the entry and the words to the
 * lead. Safe to run twice and in many processes at once.
 */
export const offerFreedTimes =
  (deps: LifecycleDeps) =>
  async (organizationId: string): Promise<number> => {
    const now = deps.now();
    await transact(deps, houseCaller(organizationId, "waitlist"), async (tx) => {
      await settleWaitlist(tx, organizationId, now);
      return nothing;
    });
    const entries = await listOfferable(deps.db, organizationId, now);
    if (entries.length === 0) return 0;
    const times = await openFreedTimes(deps, organizationId, entries);
    let offered = 0;
    await eachAlone(entries, async (entry) => {
      if (!(await times.suits(entry))) return;
      if (await offerTo(deps, entry)) offered += 1;
      times.forget();
    });
    return offered;
  };

const offerTo = async (deps: LifecycleDeps, entry: Offerable): Promise<boolean> => {
  const { organization_id: organizationId, id: entryId, booking_id: bookingId } = entry;
  const caller = houseCaller(organizationId, "waitlist");
  const answer = await transact<Offered>(deps, caller, async (tx) => {
    const session = await openSession(deps, caller, tx, bookingId);
    const current = await lockWaitlistEntry(tx, organizationId, entryId);
    return session && current && (await stillWaits(session, current))
      ? offerIn(session, current)
      : nothing;
  });
  if (!answer.ok || !answer.offered) return false;
  deps.events.timeOffered({ organizationId, entryId, bookingId });
  return true;
};

/** Others may have offered, booked or left since the list was read. */
const stillWaits = async (
  { tx, booking, organization, now }: Session,
  { status, expires_at, service_id }: WaitlistEntry,
): Promise<boolean> => {
  if (status !== "waiting" || expires_at <= now) return false;
  if (!isOpen(booking.state) || booking.serviceId !== service_id) return false;
  const holds = await listHolds(tx, organization.id, booking.id);
  return !holds.some((hold) => isLive(hold, now));
};

const offerIn = async (session: Session, entry: WaitlistEntry): Promise<Offered> => {
  const { tx, deps, service, booking, organization, policy, now } = session;
  const to = {
    organizationId: organization.id,
    leadId: booking.leadId,
    conversationId: entry.conversation_id ?? session.row.conversation_id,
  };
  if (!service || !(await canBeTold(tx, to)) || !(await lockAll(session, service))) return nothing;
  const isNew = await notYetOffered(session, entry);
  const meets = meetsEntry(entry);
  const found = await findCandidates(
    session,
    service,
    {
      times: [{ from: now, to: endOfWish(entry, now), exact: false }],
      providerId: entry.provider_id ?? undefined,
      locationId: entry.location_id ?? undefined,
    },
    (open) => meets(open) && isNew(open),
  );
  const [best] = found.best;
  const chosen = { ...found, best: best ? [best] : [] };
  if (!best || !found.namedTimeFree || !(await mayOffer(session, chosen))) return nothing;
  const receipt = await offer(session, chosen, policy.waitlistOfferMinutes);
  const slot = receipt.ok ? receipt.offered?.[0] : undefined;
  if (!slot?.heldUntil) throw new Error(`waitlist entry ${entry.id} was offered nothing`);
  await updateWaitlistEntry(tx, organization.id, entry.id, {
    status: "offered",
    offered_until: slot.heldUntil,
    offers: entry.offers + 1,
  });
  const plan = { kind: "time_freed", bookingId: booking.id, slot } as const;
  const told = await tellLead(tx, deps, to, plan, booking.id);
  if (!told) throw new Error(`lead ${booking.leadId} cannot be told any more`);
  return { ok: true, offered: true };
};

/** A time the lead has let pass is not offered to them again and again. */
const notYetOffered = async (
  { tx, organization, booking }: Session,
  { created_at }: WaitlistEntry,
): Promise<(open: OpenSlot) => boolean> => {
  const past = await listOfferedSince(tx, organization.id, booking.id, created_at);
  const seen = new Set(past.map(({ provider_id, starts_at }) => `${provider_id} ${+starts_at}`));
  return ({ providerId, start }) => !seen.has(`${providerId} ${start}`);
};

/** Asked before the attempt: what stands in the way of an entry is no event of its booking. */
const mayOffer = async (session: Session, found: Parameters<typeof offer>[1]): Promise<boolean> => {
  const { booking, caller, deps, now } = session;
  const facts = await gatherFacts(session, {
    slotsAvailable: found.open.length,
    namedTimeFree: found.namedTimeFree,
    placeKnown: found.placeKnown,
  });
  const phrase = deps.phrases.refusal(caller.language);
  return validateTransition(booking, "SLOT_PROPOSED", caller.actor, facts, now, phrase).allowed;
};
