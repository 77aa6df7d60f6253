import {
  insertAllocations,
  lockProviders,
  releaseAllocations,
  releaseExpiredHolds,
} from "#src/db/queries/allocations.ts";
import { listProvidersOf, type Service } from "#src/db/queries/catalog.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import { applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { type Candidates, findCandidates, type Wishes } from "./candidate-slots.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { OpenSlot } from "./open-slots.ts";
import { refuseVerdict } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";
import { readSlotId, type SlotKey } from "./slot-id.ts";
import { heldSlot, shownHashOf, toSlot } from "./slot-view.ts";

export interface Proposal extends Wishes {
  readonly bookingId: string;
  /** Exactly these slots, as shown before; the free ones of them are offered. */
  readonly slotIds?: readonly string[] | undefined;
}

/**
 * Offers the best free slots and holds them for this booking in the same transaction (000 §6.2).
 * What the booking held before is released first and may be offered again.
 */
export const proposeSlots =
  (deps: BookingDeps) =>
  (caller: Caller, proposal: Proposal): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, proposal.bookingId, (session) => proposeIn(session, proposal));

export const proposeIn = async (
  session: Session,
  proposal: Omit<Proposal, "bookingId">,
): Promise<Receipt | Refusal> => {
  const { service } = session;
  const found = service ? await lockAndFind(session, service, proposal) : nothing;
  return offer(session, found);
};

const nothing: Candidates = { open: [], best: [] };

/** Queues behind every other writer of these providers' time, then looks what is free. */
export const lockAndFind = async (
  session: Session,
  service: Service,
  proposal: Omit<Proposal, "bookingId">,
): Promise<Candidates> => {
  const { tx, organization, now } = session;
  const providers = await listProvidersOf(tx, organization.id, service.id);
  const ids = providers.map(({ id }) => id);
  if (ids.length === 0) return nothing;
  await lockProviders(tx, organization.id, ids);
  await releaseExpiredHolds(tx, ids, now);
  const { slotIds } = proposal;
  if (!slotIds) return findCandidates(session, service, proposal);
  const keys = slotIds.flatMap(
    (id) => readSlotId(session.deps.slotSecret, organization.id, id) ?? [],
  );
  const times = keys.map(({ start }) => ({ from: start, to: start, exact: true }));
  const found = await findCandidates(session, service, { times });
  const named = found.open.filter((open) => keys.some((key) => names(key, service, open)));
  return named.length > 0 ? { open: found.open, best: named } : found;
};

const names = (key: SlotKey, service: Service, open: OpenSlot): boolean =>
  key.start.getTime() === open.start &&
  key.providerId === open.providerId &&
  key.locationId === open.locationId &&
  key.serviceId === service.id;

/** Moves to SLOT_PROPOSED with these slots held, or says which rule stands in the way. */
export const offer = async (session: Session, found: Candidates): Promise<Receipt | Refusal> => {
  const { tx, now, booking, service } = session;
  const facts = await gatherFacts(session, { slotsAvailable: found.open.length });
  const { verdict, session: moved } = await applyTransition(session, {
    to: "SLOT_PROPOSED",
    facts,
  });
  if (!verdict.allowed || !service) return refuseVerdict(verdict);
  await releaseAllocations(tx, booking.organizationId, booking.id, now);
  const offered = await hold(moved, service, found.best);
  return { ok: true, action: "slots_proposed", at: now, booking: moved.booking, offered };
};

const hold = async (
  { deps, tx, organization, policy, booking, now }: Session,
  service: Service,
  best: readonly OpenSlot[],
): Promise<Slot[]> => {
  const until = new Date(now.getTime() + policy.holdMinutes * 60_000);
  const slots = best.map((open) => toSlot(deps.slotSecret, organization, service, open));
  await insertAllocations(
    tx,
    best.map((open, index) => ({
      organization_id: organization.id,
      id: deps.newId(),
      kind: "hold" as const,
      provider_id: open.providerId,
      location_id: open.locationId,
      service_id: service.id,
      booking_id: booking.id,
      lead_id: booking.leadId,
      slot_id: slots[index]?.id ?? null,
      starts_at: new Date(open.start),
      ends_at: new Date(open.end),
      during: rangeOf(open),
      capacity: service.capacity,
      offered_at: now,
      shown_hash: slots[index] ? shownHashOf(booking.id, slots[index]) : null,
      expires_at: until,
      created_at: now,
    })),
  );
  return slots.map((slot) => heldSlot(slot, booking.id, until));
};

const rangeOf = ({ blockedStart, blockedEnd }: OpenSlot): string =>
  `[${new Date(blockedStart).toISOString()},${new Date(blockedEnd).toISOString()})`;
