import type { Caller } from "#src/booking/caller.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { ErrorReply } from "./answer.ts";
import { rangeOfDate } from "./local-time.ts";
import { wallClock } from "./records/wall-clock.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";

/** The time somebody wanted, and whose clock they are told others on. */
export interface WantedTime {
  readonly serviceId: string;
  readonly start: Date;
  readonly zone: string;
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly participants?: number | undefined;
  readonly durationMinutes?: number | undefined;
}

const losing: readonly Refusal["code"][] = ["slot_taken", "no_slots", "hold_expired"];

/** A refusal of a time, with the times of the same day that are free (004's `availableSlots`). */
export const refusedTime = async (
  deps: ServerDeps,
  caller: Caller,
  refusal: Refusal,
  wanted: WantedTime,
  field?: string,
): Promise<ErrorReply> => {
  const { zone } = wanted;
  if (!losing.includes(refusal.code)) return refused(refusal, { zone, field });
  const availableSlots = await freeTimes(deps, caller, wanted);
  return refused(refusal, { zone, field, availableSlots });
};

const freeTimes = async (
  { bookings }: ServerDeps,
  caller: Caller,
  { start, zone, ...query }: WantedTime,
): Promise<string[]> => {
  const day = rangeOfDate(zone, wallClock(zone, start).date);
  const free = day && (await bookings.availableSlots(caller, { ...query, ...day }));
  if (!free?.ok) return [];
  return [...new Set(free.slots.map((slot) => wallClock(zone, slot.start).time))];
};
