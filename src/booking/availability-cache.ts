import type { Db } from "#src/db/connect.ts";
import { type CalendarVersions, readCalendarVersions } from "#src/db/queries/calendar-versions.ts";
import { getOrganization } from "#src/db/queries/catalog.ts";
import { type Business, type BusinessRows, businessAt, readBusiness } from "./business.ts";

/** What a look at availability asks of the calendars. */
export interface CalendarsWanted {
  readonly organizationId: string;
  readonly serviceIds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
}

/** Answers a business that holds at least the range, exactly as the database has it. */
export type ReadCalendars = (wanted: CalendarsWanted) => Promise<Business>;

/** How a look was answered: from what was kept, or from the database. */
export type CacheUse = "hit" | "miss";

interface Kept {
  readonly rows: BusinessRows;
  readonly versions: CalendarVersions;
  readonly at: Date;
  readonly size: number;
}

interface Limits {
  /** Milliseconds for which rows are used again. */
  readonly maxAgeMs: number;
  readonly entries: number;
  /** Rows in all entries together. */
  readonly rows: number;
}

const limits: Limits = { maxAgeMs: 5 * 60_000, entries: 500, rows: 50_000 };
const day = 24 * 60 * 60_000;

/** Reads at every look. */
export const readAlways =
  (db: Db): ReadCalendars =>
  async ({ organizationId, ...query }) =>
    businessAt(await readBusiness(db, await getOrganization(db, organizationId), query), query.now);

/**
 * Keeps what looks at availability have read, in this process, and uses it again while it is exact:
 *
 * - the counter of every calendar in it is unchanged. Counters are read before the rows they are
 *   kept with, so a write in between makes an entry stale, and never an old entry look new;
 * - it is at most five minutes old, and not from the future.
 *
 * Only rows are kept. What depends on the clock — notice, horizon, holds that expire, why there is
 * no slot — is worked out at each look, so an answer is the one a fresh read would give at that
 * instant. Whole days are read, so that looks at nearby times share an entry. The longest unused
 * entries make room. Nothing that writes reads this (`.dependency-cruiser.cjs`).
 */
export const openAvailabilityCache = (
  db: Db,
  onUse: (use: CacheUse) => void = () => undefined,
  { maxAgeMs, entries, rows: mostRows }: Limits = limits,
): ReadCalendars => {
  const kept = new Map<string, Kept>();
  let keptRows = 0;
  const drop = (key: string): void => {
    keptRows -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, entry: Kept): void => {
    drop(key);
    kept.set(key, entry);
    keptRows += entry.size;
    for (const oldest of kept.keys()) {
      if (kept.size <= entries && keptRows <= mostRows) return;
      drop(oldest);
    }
  };
  const findExact = async (key: string, { now }: CalendarsWanted): Promise<Kept | undefined> => {
    const entry = kept.get(key);
    if (!entry) return undefined;
    const age = now.getTime() - entry.at.getTime();
    if (age < 0 || age >= maxAgeMs) return undefined;
    const { organization } = entry.rows;
    const ids = calendarsOf(entry.rows);
    const versions = await readCalendarVersions(db, organization.id, ids);
    return ids.every((id) => versions.get(id) === entry.versions.get(id)) ? entry : undefined;
  };
  return async (wanted) => {
    const { organizationId, now } = wanted;
    const range = wholeDays(wanted);
    const key = keyOf({ ...wanted, ...range });
    const exact = await findExact(key, wanted);
    onUse(exact ? "hit" : "miss");
    if (exact) {
      keep(key, exact);
      return businessAt(exact.rows, now);
    }
    const versions = await readCalendarVersions(db, organizationId);
    const organization = await getOrganization(db, organizationId);
    const rows = await readBusiness(db, organization, { ...wanted, ...range });
    // Who asks for what nobody offers shall not crowd out what is.
    if (rows.stored.services.length > 0) keep(key, { rows, versions, at: now, size: sizeOf(rows) });
    return businessAt(rows, now);
  };
};

const wholeDays = ({ from, to }: CalendarsWanted): { readonly from: Date; readonly to: Date } => ({
  from: new Date(Math.floor(from.getTime() / day) * day),
  to: new Date(Math.ceil(to.getTime() / day) * day),
});

/** Names what was read and nothing of this process, so that processes could share it. */
const keyOf = ({ organizationId, serviceIds, from, to }: CalendarsWanted): string =>
  JSON.stringify([organizationId, [...serviceIds].sort(), from, to]);

/** The organization's own stands for its catalog, its hours and its rules. */
const calendarsOf = ({ organization, stored }: BusinessRows): string[] =>
  [organization, ...stored.providers, ...stored.resources].map(({ id }) => id);

const sizeOf = ({ stored, taken }: BusinessRows): number =>
  Object.values(stored).reduce((sum, rows) => sum + rows.length, taken.length);
