import type { Resource } from "#src/db/queries/calendars.ts";
import type { Interval } from "#src/domain/availability/interval.ts";
import type { Business } from "./business.ts";
import { pickResources } from "./needed-resources.ts";
import type { OpenPart, OpenSlot } from "./open-slots.ts";

/** An open slot with the concrete resources of each of its parts. */
export interface ClaimedSlot extends OpenSlot {
  /** For each part, in order. */
  readonly resources: readonly (readonly Resource[])[];
}

/**
 * Gives each slot what it needs, one after the other, so that all of them could be held together.
 * Slots for which nothing is left are answered apart.
 */
export const claimSlots = (
  business: Business,
  slots: readonly OpenSlot[],
): { readonly claimed: ClaimedSlot[]; readonly lost: OpenSlot[] } => {
  const claims = new Map<string, Interval[]>();
  const claimed: ClaimedSlot[] = [];
  const lost: OpenSlot[] = [];
  for (const slot of slots) {
    const mine = new Map([...claims].map(([id, times]) => [id, [...times]]));
    const resources = claimParts(business, slot, mine);
    if (resources) {
      claimed.push({ ...slot, resources });
      for (const [id, times] of mine) claims.set(id, times);
    } else {
      lost.push(slot);
    }
  }
  return { claimed, lost };
};

const claimParts = (
  business: Business,
  { parts }: OpenSlot,
  claims: Map<string, Interval[]>,
): Resource[][] | null => {
  const all: Resource[][] = [];
  const claimedOf = (id: string): readonly Interval[] => claims.get(id) ?? [];
  for (const part of parts) {
    const resources = claimPart(business, part, claimedOf);
    if (!resources) return null;
    for (const { id } of [part.workplace.provider, ...resources]) {
      claims.set(id, [...claimedOf(id), part.blocked]);
    }
    all.push(resources);
  }
  return all;
};

const claimPart = (
  business: Business,
  { service, workplace, blocked }: OpenPart,
  claimedOf: (id: string) => readonly Interval[],
): Resource[] | null => {
  const isTaken = claimedOf(workplace.provider.id).some(
    ({ start, end }) => start < blocked.end && blocked.start < end,
  );
  if (isTaken) return null;
  return pickResources(business, service, workplace, { during: blocked, claimedOf });
};
