import { loadBusiness } from "#src/booking/business.ts";
import { type OpenSlot, openSlots } from "#src/booking/open-slots.ts";
import { findService, getOrganization, type Organization } from "#src/db/queries/catalog.ts";
import type { Offerable, WaitlistEntry } from "#src/db/queries/waitlist.ts";
import { DAY, parseLocalDate } from "#src/domain/availability/local-date.ts";
import { lastDateOf, meetsTimeWish } from "#src/domain/waitlist-wish.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";

/** Nobody waits for what is further ahead than this. */
const farthest = 370 * DAY;

/** Whether a free slot is one this entry waits for; who and where is asked of the calendar. */
export const meetsEntry =
  ({ dates, times, wished_from, wished_to }: WaitlistEntry) =>
  ({ start, workplace }: OpenSlot): boolean =>
    meetsTimeWish(
      { dates, times, from: wished_from, to: wished_to },
      start,
      workplace.location.timezone,
    );

/** The last instant an entry waits for, in whatever zone its dates are. */
export const endOfWish = ({ dates, wished_to, expires_at }: WaitlistEntry, now: Date): Date => {
  const last = lastDateOf({ dates });
  const ends = [
    ...(last === null ? [] : [(parseLocalDate(last) + 2) * DAY]),
    ...(wished_to === null ? [] : [wished_to.getTime()]),
  ];
  const end = ends.length > 0 ? Math.min(...ends) : expires_at.getTime();
  return new Date(Math.min(end, now.getTime() + farthest));
};

/** What is free for those who wait, looked up without a lock: a reason to try, never a promise. */
export interface FreedTimes {
  suits(entry: Offerable): Promise<boolean>;
  /** To be called once something was taken. */
  forget(): void;
}

/** Reads the calendar once for all entries that ask for the same. */
export const openFreedTimes = async (
  deps: LifecycleDeps,
  organizationId: string,
  entries: readonly Offerable[],
): Promise<FreedTimes> => {
  const organization = await getOrganization(deps.db, organizationId);
  const now = deps.now();
  const ends = entries.map((entry) => endOfWish(entry, now).getTime());
  const to = new Date(Math.max(now.getTime(), ...ends));
  const known = new Map<string, Promise<readonly OpenSlot[]>>();
  const slotsFor = (entry: Offerable): Promise<readonly OpenSlot[]> => {
    const key = JSON.stringify(askedBy(entry));
    const slots = known.get(key) ?? lookUp(deps, organization, entry, to);
    known.set(key, slots);
    return slots;
  };
  return {
    suits: async (entry) => (await slotsFor(entry)).some(meetsEntry(entry)),
    forget: () => known.clear(),
  };
};

const askedBy = (entry: Offerable) => [
  ...[entry.service_id, entry.participants, entry.duration_minutes],
  ...[entry.provider_id, entry.location_id],
];

const lookUp = async (
  { db, now: clock }: LifecycleDeps,
  organization: Organization,
  { service_id, participants, duration_minutes, provider_id, location_id }: Offerable,
  to: Date,
): Promise<readonly OpenSlot[]> => {
  const service = await findService(db, organization.id, service_id);
  if (!service?.active) return [];
  const now = clock();
  const range = { from: now, to };
  const business = await loadBusiness(db, organization, {
    serviceIds: [service_id],
    ...range,
    now,
  });
  const demand = { service, participants, durationMinutes: duration_minutes };
  const only = { providerId: provider_id ?? undefined, locationId: location_id ?? undefined };
  return openSlots(business, demand, range, only);
};
