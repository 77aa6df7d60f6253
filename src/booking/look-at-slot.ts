import { type Allocation, listHolds } from "#src/db/queries/allocations.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import { withoutInnerBuffers } from "#src/domain/availability/find-package-slots.ts";
import { fitsAt, isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { SlotQuestion } from "#src/domain/availability/find-slots-input.ts";
import type { ChosenSlot } from "#src/domain/facts.ts";
import type { Policy } from "#src/domain/policy.ts";
import type { Slot } from "#src/domain/slot.ts";
import { type Business, partsOf } from "./business.ts";
import { businessOf, demandOf } from "./candidate-slots.ts";
import { isResourceFree } from "./needed-resources.ts";
import { openSlotAt, openSlots, questionAt, variantOf } from "./open-slots.ts";
import type { Session } from "./session.ts";
import type { SlotKey } from "./slot-id.ts";
import { isLive, shownHashOf, slotOfHolds, toSlot } from "./slot-view.ts";
import { type Workplace, workplaceOf, workplacesOf } from "./workplaces.ts";

/** A slot somebody wants, as the calendar has it at this moment. */
export interface LookedAt {
  readonly chosen: ChosenSlot;
  /** The rules of the place and person it is with. */
  readonly policy: Policy;
}

interface Wanted {
  readonly key: SlotKey;
  readonly service: Service;
  /** The booking's hold of it; it may have expired. */
  readonly hold: Allocation | undefined;
}

/**
 * Looks at a slot again with the function that listed it: whose hold it is, and whether each of its
 * parts and resources is still free for this booking. Null when who gives it does not any more.
 */
export const lookAtSlot = async (session: Session, wanted: Wanted): Promise<LookedAt | null> => {
  const { booking, now } = session;
  const { key, service, hold } = wanted;
  const range = { from: key.start, to: new Date(key.start.getTime() + key.minutes * 60_000) };
  // A package may be given by several people, who are known only once its holds are read.
  const people = service.kind === "package" ? undefined : [key.providerId];
  const business = await businessOf(session, service, range, people);
  const place = placeOf(session, business, service, key);
  if (!place) return null;
  const holds = hold ? await holdsOf(session, business, service, hold) : [];
  const booked = { serviceId: service.id, participants: booking.participants };
  const names = { ...business.stored, organization: session.organization };
  const slot =
    (holds.length > 0 && slotOfHolds(names, holds, booked)) ||
    unheldSlot(session, business, wanted, place);
  const chosen: ChosenSlot = {
    slot,
    offered: hold !== undefined && isLive(hold, now),
    offeredAt: hold?.offered_at ?? null,
    shownHash: shownHashOf(booking.id, slot),
    free:
      holds.length > 0
        ? holds.every((row) => isHoldGood(session, business, row, holds))
        : isUnheldFree(session, business, wanted, place),
  };
  return { chosen, policy: place.policy };
};

const placeOf = (
  { barred }: Session,
  business: Business,
  service: Service,
  { providerId, locationId }: SlotKey,
): Workplace | null => {
  const [first] = partsOf(business, service);
  const places = first
    ? workplacesOf(business, first.service, { providerId, locationId, barred })
    : [];
  return places[0] ?? null;
};

/** Most slots are one row; only packages and services with resources have more to read. */
const holdsOf = async (
  { tx, organization, booking }: Session,
  { stored }: Business,
  { kind }: Service,
  hold: Allocation,
): Promise<Allocation[]> =>
  kind !== "package" && stored.needs.length === 0
    ? [hold]
    : (await listHolds(tx, organization.id, booking.id)).filter(
        ({ slot_id }) => slot_id === hold.slot_id,
      );

const unheldSlot = (
  session: Session,
  business: Business,
  { key, service }: Wanted,
  place: Workplace,
): Slot => {
  const demand = demandOf(session, service);
  const at = openSlotAt(questionAt(business, demand, place), key.start.getTime());
  // Not offered, so it has no price yet.
  return toSlot({ ...session.deps, ...session }, demand, at, null);
};

const isUnheldFree = (
  session: Session,
  business: Business,
  { key, service }: Wanted,
  place: Workplace,
): boolean => {
  const demand = demandOf(session, service);
  if (service.kind !== "package") {
    const { question } = questionAt(business, demand, place);
    return isSlotFree(whateverTheHour(question, key.start), key.start.getTime());
  }
  const range = { from: key.start, to: new Date(key.start.getTime() + 1) };
  return openSlots(business, demand, range, {}).some(
    (open) => variantOf(open) === key.variant && open.locationId === key.locationId,
  );
};

/** Free in the calendar, whatever the hour now: notice and past are rules with words of their own. */
const whateverTheHour = (question: SlotQuestion, start: Date): SlotQuestion => ({
  ...question,
  now: start.getTime(),
  service: { ...question.service, minNoticeMinutes: 0 },
});

const isHoldGood = (
  session: Session,
  business: Business,
  row: Allocation,
  holds: readonly Allocation[],
): boolean => {
  const { stored } = business;
  const service = stored.services.find(({ id }) => id === row.service_id);
  const provider = stored.providers.find(
    ({ id }) => id === (row.provider_id ?? row.with_provider_id),
  );
  const location = stored.locations.find(({ id }) => id === row.location_id);
  if (!service || !provider || !location) return false;
  const workplace = workplaceOf(business, service, provider, location);
  const times = { start: row.starts_at.getTime(), end: row.ends_at.getTime() };
  if (row.resource_id !== null) {
    const claim = { resourceId: row.resource_id, during: times };
    return isResourceFree(business, service, workplace, claim);
  }
  const durationMinutes = (times.end - times.start) / 60_000;
  const demand = { service, participants: session.booking.participants, durationMinutes };
  const { question } = questionAt(business, demand, workplace);
  const count = holds.filter(({ provider_id }) => provider_id !== null).length;
  // What the slot needs beside the person is held row by row.
  const own = { ...whateverTheHour(question, row.starts_at), resources: [] };
  if (count === 1) return isSlotFree(own, times.start);
  return fitsAt(withinPackage(session, own, row.part, count), times.start);
};

const withinPackage = (
  { service }: Session,
  question: SlotQuestion,
  index: number,
  count: number,
): SlotQuestion =>
  service?.same_provider ? withoutInnerBuffers(question, index, count) : question;
