import type { Bookings } from "#src/booking/bookings.ts";
import type { Caller } from "#src/booking/caller.ts";
import type { Slot } from "#src/domain/slot.ts";

const keyOf = ({ start, providerId, locationId }: Slot): string =>
  [start.toISOString(), providerId, locationId].join("/");

/** Looks at times that were found free before, with the function that found them. */
export const stillFree = async (
  bookings: Pick<Bookings, "availableSlots">,
  caller: Caller,
  found: readonly Slot[],
  bookingId: string | null,
): Promise<(slot: Slot) => boolean> => {
  const free = new Set<string>();
  for (const slot of found) {
    const query = {
      ...{ serviceId: slot.serviceId, providerId: slot.providerId, locationId: slot.locationId },
      ...{ from: slot.start, to: new Date(slot.start.getTime() + 1) },
      participants: slot.participants,
      bookingId: bookingId ?? undefined,
    };
    const minutes = (slot.end.getTime() - slot.start.getTime()) / 60_000;
    const sameLength = await bookings.availableSlots(caller, {
      ...query,
      durationMinutes: minutes,
    });
    // Most services have one length, and it is not for the asking.
    const look = sameLength.ok ? sameLength : await bookings.availableSlots(caller, query);
    if (look.ok && look.slots.some((one) => keyOf(one) === keyOf(slot))) free.add(keyOf(slot));
  }
  return (slot) => free.has(keyOf(slot));
};
