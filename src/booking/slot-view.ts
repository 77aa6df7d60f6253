import { createHash } from "node:crypto";

import type { Allocation } from "#src/db/queries/allocations.ts";
import type { Location, Organization, Provider, Service } from "#src/db/queries/catalog.ts";
import type { AppointmentPart } from "#src/domain/booking.ts";
import { type Policy, policyAt } from "#src/domain/policy.ts";
import type { SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { Slot } from "#src/domain/slot.ts";
import { type Demand, type OpenSlot, variantOf } from "./open-slots.ts";
import { mintSlotId } from "./slot-id.ts";

const minute = 60_000;

/** Who signs slot ids, and for whom. */
export interface Signer {
  readonly slotSecret: Buffer;
  readonly organization: Organization;
}

/** An open slot with everything people and the API are shown of it, at this price. */
export const toSlot = (
  signer: Signer,
  demand: Demand,
  open: OpenSlot,
  price: SlotPrice | null,
): Slot => {
  const { service } = demand;
  const { provider, location } = open.workplace;
  const start = new Date(open.start);
  const key = { serviceId: service.id, providerId: provider.id, locationId: location.id, start };
  const minutes = Math.round((open.end - open.start) / minute);
  const id = mintSlotId(signer.slotSecret, signer.organization.id, {
    ...key,
    ...{ minutes, variant: variantOf(open) },
  });
  const parts = open.parts.map((part) => toPart(part.service, part.workplace.provider, part));
  return {
    ...describe({ service, provider, location }, open.workplace.policy, start),
    ...{ id, start, end: new Date(open.end) },
    participants: demand.participants,
    currentBookings: open.currentBookings,
    ...(price && { price }),
    ...(parts.length > 1 && { parts }),
  };
};

const toPart = (
  service: Service,
  provider: Provider,
  { start, end }: { readonly start: number; readonly end: number },
): AppointmentPart => ({
  serviceId: service.id,
  serviceName: service.name,
  providerId: provider.id,
  providerName: provider.name,
  start: new Date(start),
  end: new Date(end),
});

interface Given {
  readonly service: Service;
  readonly provider: Provider;
  readonly location: Location;
}

const describe = ({ service, provider, location }: Given, policy: Policy, start: Date) => {
  return {
    serviceId: service.id,
    serviceName: service.name,
    providerId: provider.id,
    providerName: provider.name,
    locationId: location.id,
    locationName: location.name,
    zone: location.timezone,
    status: "available" as const,
    capacity: service.capacity,
    canDoubleBook: service.capacity > 1,
    minNoticeMinutes: policy.minNoticeMinutes,
    cancellationAllowedUntil: new Date(
      start.getTime() - policy.cancellationDeadlineMinutes * minute,
    ),
    heldBy: null,
    heldUntil: null,
  };
};

/** What held slots are described with. */
export interface Names {
  readonly organization: Organization;
  readonly services: readonly Service[];
  readonly providers: readonly Provider[];
  readonly locations: readonly Location[];
}

/**
 * The slot that these holds together are: one for each part and resource. Null when something of it
 * is not in the catalog any more.
 */
export const slotOfHolds = (
  names: Names,
  holds: readonly Allocation[],
  booked: { readonly serviceId: string; readonly participants: number },
): Slot | null => {
  const given = holds.filter(({ provider_id }) => provider_id !== null);
  const parts = given.flatMap((hold) => {
    const service = names.services.find(({ id }) => id === hold.service_id);
    const provider = names.providers.find(({ id }) => id === hold.provider_id);
    if (!service || !provider) return [];
    const times = { start: hold.starts_at.getTime(), end: hold.ends_at.getTime() };
    return [{ provider, part: toPart(service, provider, times) }];
  });
  const [first] = parts;
  const last = parts.at(-1);
  const id = given[0]?.slot_id;
  const service = names.services.find((one) => one.id === booked.serviceId);
  const location = names.locations.find((one) => one.id === given[0]?.location_id);
  if (!first || !last || !id || !service || !location || parts.length < given.length) return null;
  const { provider } = first;
  const { organization } = names;
  const price = given[0]?.price;
  const policy = policyAt(organization.policy, location.rules, service.rules, provider.rules);
  return {
    ...describe({ service, provider, location }, policy, first.part.start),
    ...{ id, start: first.part.start, end: last.part.end, currentBookings: 0 },
    participants: booked.participants,
    ...(price && { price }),
    ...(parts.length > 1 && { parts: parts.map(({ part }) => part) }),
  };
};

export const heldSlot = (slot: Slot, bookingId: string, until: Date): Slot => ({
  ...slot,
  status: "reserved",
  heldBy: bookingId,
  heldUntil: until,
  shownHash: shownHashOf(bookingId, slot),
});

type Shown = Pick<
  Slot,
  | "id"
  | "start"
  | "end"
  | "providerId"
  | "locationId"
  | "serviceId"
  | "participants"
  | "parts"
  | "price"
>;

/** Fingerprint of what a lead is shown of a slot; a consent is worth only what it was given to. */
export const shownHashOf = (bookingId: string, shown: Shown): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        bookingId,
        shown.id,
        shown.serviceId,
        shown.providerId,
        shown.locationId,
        shown.start.toISOString(),
        shown.end.toISOString(),
        shown.participants,
        (shown.parts ?? []).map((part) => [
          part.serviceId,
          part.providerId,
          part.start.toISOString(),
          part.end.toISOString(),
        ]),
        ...(shown.price ? [[shown.price.minor, shown.price.currency]] : []),
      ]),
    )
    .digest("base64url");

/** A hold names its slot completely, so an offered slot can be rebuilt from it. */
export const isLive = (hold: Allocation, now: Date): boolean =>
  hold.released_at === null && hold.expires_at !== null && hold.expires_at > now;
