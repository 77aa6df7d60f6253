import type { Insertable } from "kysely";

import {
  insertAllocations,
  lockHolders,
  type ReleasedAllocation,
  releaseAllocations,
  releaseExpiredHolds,
} from "#src/db/queries/allocations.ts";
import { listPartsOf, type Service } from "#src/db/queries/catalog.ts";
import type { AllocationsTable } from "#src/db/tables/bookings.ts";
import type { Interval } from "#src/domain/availability/interval.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import { applyTransition } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import {
  type Candidates,
  demandOf,
  findCandidates,
  noCandidates,
  type Wishes,
} from "./candidate-slots.ts";
import type { ClaimedSlot } from "./claim-slots.ts";
import { gatherFacts } from "./gather-facts.ts";
import { type OpenSlot, variantOf } from "./open-slots.ts";
import { lower } from "./price-slots.ts";
import { refuseVerdict } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";
import { readSlotId, type SlotKey } from "./slot-id.ts";
import { heldSlot, shownHashOf, toSlot } from "./slot-view.ts";

export interface Proposal extends Wishes {
  readonly bookingId: string;
  /** Exactly these slots, as shown before; the free ones of them are offered. */
  readonly slotIds?: readonly string[] | undefined;
  /** How long the slots are kept; the policy's minutes when absent. */
  readonly holdMinutes?: number | undefined;
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
  const found = service ? await lockAndFind(session, service, proposal) : noCandidates;
  return offer(session, found, proposal.holdMinutes);
};

/**
 * Queues behind every other writer of the time of whoever and whatever the service needs, and
 * clears away lapsed holds. False when nobody gives it.
 */
export const lockAll = async (
  { tx, organization, now }: Session,
  service: Service,
): Promise<boolean> => {
  const parts =
    service.kind === "package" ? await listPartsOf(tx, organization.id, service.id) : [];
  const serviceIds = [service.id, ...parts.map(({ service_id }) => service_id)];
  const holderIds = await lockHolders(tx, organization.id, serviceIds);
  if (holderIds.length > 0) await releaseExpiredHolds(tx, organization.id, holderIds, now);
  return holderIds.length > 0;
};

/** Takes those locks, then looks what is free. */
export const lockAndFind = async (
  session: Session,
  service: Service,
  proposal: Omit<Proposal, "bookingId">,
): Promise<Candidates> => {
  const { organization } = session;
  if (!(await lockAll(session, service))) return noCandidates;
  const { slotIds } = proposal;
  if (!slotIds) return findCandidates(session, service, proposal);
  const keys = slotIds.flatMap(
    (id) => readSlotId(session.deps.slotSecret, organization.id, id) ?? [],
  );
  const times = keys.map(({ start }) => ({ from: start, to: start, exact: true }));
  return findCandidates(session, service, { times }, (open) =>
    keys.some((key) => names(key, service, open)),
  );
};

const names = (key: SlotKey, service: Service, open: OpenSlot): boolean =>
  key.start.getTime() === open.start &&
  key.providerId === open.providerId &&
  key.locationId === open.locationId &&
  key.serviceId === service.id &&
  key.variant === variantOf(open);

/** Moves to SLOT_PROPOSED with these slots held, or says which rule stands in the way. */
export const offer = async (
  session: Session,
  found: Candidates,
  holdMinutes = session.policy.holdMinutes,
): Promise<Receipt | Refusal> => {
  const { tx, now, booking, service } = session;
  const facts = await gatherFacts(session, {
    slotsAvailable: found.open.length,
    namedTimeFree: found.namedTimeFree,
    placeKnown: found.placeKnown,
  });
  const { verdict, session: moved } = await applyTransition(session, {
    to: "SLOT_PROPOSED",
    facts,
  });
  if (!verdict.allowed || !service) return refuseVerdict(verdict);
  const released = await releaseAllocations(tx, booking.organizationId, booking.id, now);
  const until = new Date(now.getTime() + holdMinutes * 60_000);
  const kept = released.filter((row) => row.expires_at !== null && row.expires_at > now);
  const offered = await hold(moved, service, { ...found, kept, until });
  return { ok: true, action: "slots_proposed", at: now, booking: moved.booking, offered };
};

interface Holding extends Candidates {
  /** Holds of this booking that were open until now. */
  readonly kept: readonly ReleasedAllocation[];
  readonly until: Date;
}

/** A slot that is offered anew while it was held keeps its price, unless it has become cheaper. */
const hold = async (
  session: Session,
  service: Service,
  { best, priceOf, strategy, kept, until }: Holding,
): Promise<Slot[]> => {
  const demand = demandOf(session, service);
  const prices = new Map(kept.map(({ slot_id, price }) => [slot_id, price]));
  const offered = best.map((open) => {
    const fresh = toSlot({ ...session.deps, ...session }, demand, open, priceOf(open));
    const price = lower(fresh.price ?? null, prices.get(fresh.id) ?? null);
    const slot = { ...fresh, ...(price && { price }) };
    return { open, slot: heldSlot(slot, session.booking.id, until) };
  });
  const rows = offered.flatMap(({ open, slot }) => holdRows(session, open, slot, strategy));
  await insertAllocations(session.tx, rows);
  return offered.map(({ slot }) => slot);
};

/** One row for each person and each resource of each part. */
const holdRows = (
  { deps, organization, booking, now }: Session,
  { parts, resources }: ClaimedSlot,
  slot: Slot,
  strategy: StrategyName | null,
): Insertable<AllocationsTable>[] =>
  parts.flatMap((part, index) => {
    const { provider, location } = part.workplace;
    const { capacity } = part.service;
    const row = {
      organization_id: organization.id,
      kind: "hold" as const,
      location_id: location.id,
      service_id: part.service.id,
      booking_id: booking.id,
      lead_id: booking.leadId,
      slot_id: slot.id,
      starts_at: new Date(part.start),
      ends_at: new Date(part.end),
      during: rangeOf(part.blocked),
      capacity,
      units: capacity > 1 ? booking.participants : 1,
      part: index,
      offered_at: now,
      shown_hash: shownHashOf(booking.id, slot),
      price: slot.price ? JSON.stringify(slot.price) : null,
      strategy,
      expires_at: slot.heldUntil,
      created_at: now,
    };
    const things = (resources[index] ?? []).map(({ id }) => ({
      ...row,
      id: deps.newId(),
      resource_id: id,
      with_provider_id: provider.id,
    }));
    return [{ ...row, id: deps.newId(), provider_id: provider.id }, ...things];
  });

const rangeOf = ({ start, end }: Interval): string =>
  `[${new Date(start).toISOString()},${new Date(end).toISOString()})`;
