import type { Taken } from "#src/db/queries/allocations.ts";
import type { Resource } from "#src/db/queries/calendars.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import { timeOffDuring } from "#src/domain/availability/closures.ts";
import type { ResourceNeed } from "#src/domain/availability/find-slots-input.ts";
import type { Interval } from "#src/domain/availability/interval.ts";
import type { Business } from "./business.ts";
import { toTimeOff, type Workplace } from "./workplaces.ts";

const always: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** A resource that could serve, with the time in which it cannot. */
interface Candidate {
  readonly resource: Resource;
  readonly closed: readonly Interval[];
  /** Time in which it serves this very class already and has room for more of it. */
  readonly shared: readonly Interval[];
}

/** What a service needs of each kind at a workplace, for the question which slots exist. */
export const resourceNeeds = (
  business: Business,
  service: Service,
  workplace: Workplace,
): ResourceNeed[] =>
  kindsNeeded(business, service).map(({ kind, quantity }) => ({
    kind,
    quantity,
    pool: candidatesOf(business, service, workplace, kind).map(({ closed }) => closed),
  }));

const kindsNeeded = ({ stored }: Business, { id }: Service) =>
  stored.needs.filter(({ service_id }) => service_id === id);

const candidatesOf = (
  business: Business,
  service: Service,
  workplace: Workplace,
  kind: string,
): Candidate[] =>
  business.stored.resources
    .filter((resource) => resource.kind === kind && resource.location_id === workplace.location.id)
    .map((resource) => {
      const taken = business.takenOf(resource.id);
      const isShared = (row: Taken) =>
        service.capacity > 1 &&
        row.capacity > 1 &&
        row.service_id === service.id &&
        row.with_provider_id === workplace.provider.id;
      return {
        resource,
        closed: [
          ...timeOffOf(business, workplace, resource),
          ...taken.filter((row) => !isShared(row)).map(toInterval),
        ],
        shared: taken.filter(isShared).map(toInterval),
      };
    });

const toInterval = ({ starts, ends }: Taken): Interval => ({
  start: starts.getTime(),
  end: ends.getTime(),
});

const timeOffOf = ({ stored }: Business, { location }: Workplace, { id }: Resource): Interval[] =>
  timeOffDuring(
    {
      timezone: location.timezone,
      workingHours: [],
      overrides: [],
      timeOff: stored.timeOff.filter(({ resource_id }) => resource_id === id).map(toTimeOff),
    },
    always,
  );

/** Whether this very resource can be used in a stretch of time. */
export const isResourceFree = (
  business: Business,
  service: Service,
  workplace: Workplace,
  { resourceId, during }: { readonly resourceId: string; readonly during: Interval },
): boolean => {
  const kind = business.stored.resources.find(({ id }) => id === resourceId)?.kind;
  if (kind === undefined) return false;
  return candidatesOf(business, service, workplace, kind).some(
    ({ resource, closed }) => resource.id === resourceId && !meets(closed, during),
  );
};

/**
 * Concrete resources for a stretch of time: first one that serves this class already, then one that
 * was used just before, then the organization's order. Null when there are too few.
 */
export const pickResources = (
  business: Business,
  service: Service,
  workplace: Workplace,
  {
    during,
    claimedOf,
  }: { readonly during: Interval; readonly claimedOf: (id: string) => readonly Interval[] },
): Resource[] | null => {
  const picked: Resource[] = [];
  for (const { kind, quantity } of kindsNeeded(business, service)) {
    const free = candidatesOf(business, service, workplace, kind)
      .filter(({ resource, closed }) => !meets([...closed, ...claimedOf(resource.id)], during))
      .map((candidate) => ({ ...candidate, rank: rankOf(candidate, during, claimedOf) }))
      .sort((a, b) => a.rank - b.rank || a.resource.position - b.resource.position);
    if (free.length < quantity) return null;
    picked.push(...free.slice(0, quantity).map(({ resource }) => resource));
  }
  return picked;
};

const rankOf = (
  { resource, shared }: Candidate,
  during: Interval,
  claimedOf: (id: string) => readonly Interval[],
): number => {
  if (meets(shared, during)) return 0;
  return claimedOf(resource.id).some(({ end }) => end === during.start) ? 1 : 2;
};

const meets = (taken: readonly Interval[], during: Interval): boolean =>
  taken.some(({ start, end }) => start < during.end && during.start < end);
