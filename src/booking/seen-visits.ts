import type { Db, Tx } from "#src/db/connect.ts";
import { countSeenVisits } from "#src/db/queries/past-times.ts";
import type { SeenVisits } from "#src/domain/proposals/show-up-rates.ts";

interface Kept {
  readonly seen: readonly SeenVisits[];
  readonly at: Date;
}

/** Rates of a year move little in some hours. */
const maxAgeMs = 6 * 60 * 60_000;
/** Organizations; the longest unused make room. */
const mostKept = 500;

const keptOf = new WeakMap<Db, Map<string, Kept>>();

/**
 * The visits of an organization that were seen to in the last year, counted at most every six hours
 * in this process.
 */
export const seenVisits = async (
  { db, tx }: { readonly db: Db; readonly tx: Tx },
  organizationId: string,
  now: Date,
): Promise<readonly SeenVisits[]> => {
  const kept = keptOf.get(db) ?? new Map<string, Kept>();
  keptOf.set(db, kept);
  const known = kept.get(organizationId);
  const age = known ? now.getTime() - known.at.getTime() : Number.POSITIVE_INFINITY;
  const isFresh = age >= 0 && age < maxAgeMs;
  const entry =
    known && isFresh ? known : { seen: await countSeenVisits(tx, organizationId, now), at: now };
  kept.delete(organizationId);
  kept.set(organizationId, entry);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return entry.seen;
};
