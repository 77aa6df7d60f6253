import type { Db, Tx } from "#src/db/connect.ts";
import { listHolds } from "#src/db/queries/allocations.ts";
import {
  findService,
  listLocations,
  listProviders,
  type Organization,
} from "#src/db/queries/catalog.ts";
import type { Slot } from "#src/domain/slot.ts";
import { heldSlot, isLive, toSlot } from "./slot-view.ts";

/** The slots held for a booking that are still open, ascending: what its lead can choose from. */
export const offeredSlots = async (
  db: Db | Tx,
  secret: Buffer,
  organization: Organization,
  bookingId: string,
  now: Date,
): Promise<Slot[]> => {
  const holds = (await listHolds(db, organization.id, bookingId)).filter((hold) =>
    isLive(hold, now),
  );
  const [first] = holds;
  if (!first?.service_id) return [];
  const service = await findService(db, organization.id, first.service_id);
  if (!service) return [];
  const providers = await listProviders(db, organization.id);
  const locations = await listLocations(db, organization.id);
  return holds.flatMap((hold) => {
    const provider = providers.find(({ id }) => id === hold.provider_id);
    const location = locations.find(({ id }) => id === hold.location_id);
    if (!provider || !location || !hold.expires_at) return [];
    const placed = {
      start: hold.starts_at.getTime(),
      end: hold.ends_at.getTime(),
      workplace: { provider, location },
      currentBookings: 0,
    };
    const slot = toSlot(secret, organization, service, placed);
    return [heldSlot(slot, bookingId, hold.expires_at)];
  });
};
