import type { Db, Tx } from "#src/db/connect.ts";
import { type Allocation, listHolds } from "#src/db/queries/allocations.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import {
  listLocations,
  listProviders,
  listServices,
  type Organization,
} from "#src/db/queries/catalog.ts";
import type { Slot } from "#src/domain/slot.ts";
import { heldSlot, isLive, slotOfHolds } from "./slot-view.ts";

/** The slots held for a booking that are still open, ascending: what its lead can choose from. */
export const offeredSlots = async (
  db: Db | Tx,
  organization: Organization,
  booking: Pick<NamedBookingRow, "id" | "service_id" | "participants">,
  now: Date,
): Promise<Slot[]> => {
  const holds = await listHolds(db, organization.id, booking.id);
  const live = holds.filter((hold) => isLive(hold, now));
  const serviceId = booking.service_id;
  if (live.length === 0 || serviceId === null) return [];
  const names = {
    organization,
    services: await listServices(db, organization.id),
    providers: await listProviders(db, organization.id),
    locations: await listLocations(db, organization.id),
  };
  const bySlot = Map.groupBy(live, ({ slot_id }) => slot_id);
  return [...bySlot.values()].flatMap((group) => {
    const slot = slotOfHolds(names, group, { serviceId, participants: booking.participants });
    const until = earliestEnd(group);
    return slot && until ? [heldSlot(slot, booking.id, until)] : [];
  });
};

/** A slot is held as long as all of it is. */
const earliestEnd = (group: readonly Allocation[]): Date | null => {
  const ends = group.flatMap(({ expires_at }) => expires_at?.getTime() ?? []);
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
};
