import { createHash } from "node:crypto";

import type { Allocation } from "#src/db/queries/allocations.ts";
import type { Organization, Service } from "#src/db/queries/catalog.ts";
import { defaultPolicy, type Policy } from "#src/domain/policy.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { OpenSlot } from "./open-slots.ts";
import { mintSlotId } from "./slot-id.ts";

export const policyOf = (organization: Organization): Policy => ({
  ...defaultPolicy,
  ...organization.policy,
});

/** A start and end with whoever gives the service there. */
type Placed = Pick<OpenSlot, "start" | "end" | "currentBookings"> & {
  readonly workplace: Pick<OpenSlot["workplace"], "provider" | "location">;
};

/** An open slot with everything people and the API are shown of it. */
export const toSlot = (
  secret: Buffer,
  organization: Organization,
  service: Service,
  open: Placed,
): Slot => {
  const { provider, location } = open.workplace;
  const start = new Date(open.start);
  const key = { serviceId: service.id, providerId: provider.id, locationId: location.id, start };
  return {
    id: mintSlotId(secret, organization.id, key),
    serviceId: service.id,
    serviceName: service.name,
    providerId: provider.id,
    providerName: provider.name,
    locationId: location.id,
    locationName: location.name,
    zone: location.timezone,
    start,
    end: new Date(open.end),
    status: "available",
    capacity: service.capacity,
    currentBookings: open.currentBookings,
    canDoubleBook: service.capacity > 1,
    minNoticeMinutes: service.min_notice_minutes,
    cancellationAllowedUntil: new Date(
      open.start - policyOf(organization).cancellationDeadlineMinutes * 60_000,
    ),
    heldBy: null,
    heldUntil: null,
  };
};

export const heldSlot = (slot: Slot, bookingId: string, until: Date): Slot => ({
  ...slot,
  status: "reserved",
  heldBy: bookingId,
  heldUntil: until,
  shownHash: shownHashOf(bookingId, slot),
});

/** Fingerprint of what a lead is shown of a slot; a consent is worth only what it was given to. */
export const shownHashOf = (
  bookingId: string,
  shown: Pick<Slot, "id" | "start" | "end" | "providerId" | "locationId" | "serviceId">,
): string =>
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
      ]),
    )
    .digest("base64url");

/** A hold names its slot completely, so an offered slot can be rebuilt from it. */
export const isLive = (hold: Allocation, now: Date): boolean =>
  hold.released_at === null && hold.expires_at !== null && hold.expires_at > now;
