import type { Db, Tx } from "#src/db/connect.ts";
import { readCalendarVersions } from "#src/db/queries/calendar-versions.ts";
import type { Language } from "#src/domain/facts.ts";
import { type Catalog, loadCatalog } from "./load-catalog.ts";

interface Kept {
  readonly catalog: Catalog;
  readonly version: number;
}

/** Organizations in two languages; the longest unused make room. */
const mostKept = 400;

const keptOf = new WeakMap<Db | Tx, Map<string, Kept>>();

/**
 * The catalog as the database has it. On a pool it is kept in this process and used again while the
 * organization's counter is unchanged: triggers raise it in the transaction of every write to what
 * is read here, and it is read before what it is kept with. A transaction reads for itself, since
 * it may have written.
 */
export const catalogOf = async (
  db: Db | Tx,
  organizationId: string,
  language: Language,
): Promise<Catalog> => {
  if (db.isTransaction) return loadCatalog(db, organizationId, language);
  const versions = await readCalendarVersions(db, organizationId, [organizationId]);
  const version = versions.get(organizationId) ?? 0;
  const kept = keptIn(db);
  const key = `${organizationId}/${language}`;
  const known = kept.get(key);
  kept.delete(key);
  const catalog =
    known?.version === version ? known.catalog : await loadCatalog(db, organizationId, language);
  kept.set(key, { catalog, version });
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return catalog;
};

const keptIn = (db: Db | Tx): Map<string, Kept> => {
  const known = keptOf.get(db);
  if (known) return known;
  const made = new Map<string, Kept>();
  keptOf.set(db, made);
  return made;
};
