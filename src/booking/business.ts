import type { Db, Tx } from "#src/db/connect.ts";
import { listTaken, type Taken } from "#src/db/queries/allocations.ts";
import { readCalendars, type StoredCalendars } from "#src/db/queries/calendars.ts";
import type { Organization, Service } from "#src/db/queries/catalog.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Everything that decides about the slots of some services in a range, as the database has it. */
export interface Business {
  readonly organization: Organization;
  readonly stored: StoredCalendars;
  /** What is taken of a provider or a resource, with buffers. */
  readonly takenOf: (holderId: string) => readonly Taken[];
  readonly now: Date;
}

interface BusinessQuery {
  readonly serviceIds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  /** A booking whose own holds and appointment count as free: it may move into its own time. */
  readonly exceptBookingId?: string | undefined;
  /** The only people it is about; everybody when absent. */
  readonly providerIds?: readonly string[] | undefined;
}

/** What is stored of a business, good for any later instant for as long as nothing is written. */
export interface BusinessRows {
  readonly organization: Organization;
  readonly stored: StoredCalendars;
  readonly taken: readonly Taken[];
}

/**
 * Reads it in two queries, whatever the number of services, providers and days. The confirm path
 * calls this inside its lock.
 */
export const loadBusiness = async (
  db: Db | Tx,
  organization: Organization,
  query: BusinessQuery,
): Promise<Business> => businessAt(await readBusiness(db, organization, query), query.now);

/** What is left of it at an instant: holds that have expired no longer count. */
export const businessAt = ({ organization, stored, taken }: BusinessRows, now: Date): Business => {
  const counting = taken.filter(({ expires }) => expires === null || expires > now);
  const byHolder = Map.groupBy(counting, ({ holder_id }) => holder_id);
  return { organization, stored, now, takenOf: (holderId) => byHolder.get(holderId) ?? [] };
};

/** The rows themselves, for whoever keeps them. */
export const readBusiness = async (
  db: Db | Tx,
  organization: Organization,
  { serviceIds, from, to, now, exceptBookingId, providerIds }: BusinessQuery,
): Promise<BusinessRows> => {
  const stored = await readCalendars(db, organization.id, { serviceIds, providerIds });
  const holderIds = [...stored.providers, ...stored.resources].map(({ id }) => id);
  const taken = await listTaken(db, {
    organizationId: organization.id,
    holderIds,
    // Two days around the range hold every buffer and journey and the whole local date of a cap.
    from: new Date(from.getTime() - 2 * day),
    to: new Date(to.getTime() + longest(stored) * minute + 2 * day),
    ...{ now, exceptBookingId },
  });
  return { organization, stored, taken };
};

/** Minutes from the start of a slot to the end of its last part, at most. */
const longest = ({ services, parts }: StoredCalendars): number =>
  services.reduce((sum, { id, duration_minutes, max_duration_minutes }) => {
    const gaps = parts.filter(({ service_id }) => service_id === id);
    const waiting = gaps.reduce((total, { max_gap_minutes }) => total + max_gap_minutes, 0);
    return sum + (max_duration_minutes ?? duration_minutes) + waiting;
  }, 0);

/**
 * The services a booking of this one is made of: itself, or the parts of a package in order. What is
 * booked is the package: where it has rules or a season of its own, they stand before its parts'.
 */
export const partsOf = (
  { stored }: Business,
  service: Service,
): {
  readonly service: Service;
  readonly minGapMinutes: number;
  readonly maxGapMinutes: number;
}[] =>
  service.kind !== "package"
    ? [{ service, minGapMinutes: 0, maxGapMinutes: 0 }]
    : stored.parts
        .filter(({ package_id }) => package_id === service.id)
        .map((part) => {
          const own = stored.services.find(({ id }) => id === part.service_id);
          if (!own) throw new Error(`service ${part.service_id} of a package was not read`);
          const rules = { ...own.rules, ...service.rules };
          const seasons = service.seasons.length > 0 ? service.seasons : own.seasons;
          return {
            service: { ...own, rules, seasons },
            minGapMinutes: part.min_gap_minutes,
            maxGapMinutes: part.max_gap_minutes,
          };
        });
