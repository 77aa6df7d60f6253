import type { Caller } from "#src/booking/caller.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import { sayDate } from "#src/phrases/say-time.ts";
import type { ServerDeps } from "../server-deps.ts";

const lookAheadMs = 14 * 24 * 3_600_000;
const mostDays = 5;
const mostADay = 5;

/**
 * Times an appointment could move to, soonest first: each once, with its own person where they have it,
 * spread over the next days that have some.
 */
export const freeSlotsFor = async (
  { bookings, now }: Pick<ServerDeps, "bookings" | "now">,
  caller: Caller,
  { id, serviceId, participants, durationMinutes, appointment }: Booking,
): Promise<readonly Slot[]> => {
  if (serviceId === null || !appointment) return [];
  const from = now();
  const free = await bookings.availableSlots(caller, {
    ...{ serviceId, participants, bookingId: id, from },
    to: new Date(from.getTime() + lookAheadMs),
    durationMinutes: durationMinutes ?? undefined,
    locationId: appointment.locationId,
  });
  if (!free.ok) return [];
  const others = free.slots.filter(({ start }) => start.getTime() !== appointment.start.getTime());
  const own = others.filter(({ providerId }) => providerId === appointment.providerId);
  const byStart = new Map([...others, ...own].map((slot) => [slot.start.getTime(), slot]));
  const times = [...byStart.values()].toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const byDay = Map.groupBy(times, ({ start, zone }) => sayDate(start, zone, "en"));
  return [...byDay.values()].slice(0, mostDays).flatMap((day) => spread(day, mostADay));
};

/** At most so many, from morning to evening. */
const spread = <T>(all: readonly T[], most: number): readonly T[] =>
  all.length <= most
    ? all
    : Array.from({ length: most }, (_, place) => Math.floor((place * all.length) / most)).flatMap(
        (at) => all.slice(at, at + 1),
      );
