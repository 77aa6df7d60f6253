import type { Db } from "#src/db/connect.ts";
import { type Counted, noteChanges } from "#src/db/queries/analytics/note-changes.ts";
import { recountNextDay } from "#src/db/queries/analytics/recount-day.ts";
import { eachAlone } from "#src/each-alone.ts";

interface Deps {
  readonly db: Db;
  readonly now: () => Date;
}

/**
 * Counts anew what has changed of every organization. Each step is a transaction of its own that
 * remembers what it has done: killed anywhere, the next run goes on from there.
 */
export const keepAnalytics = (deps: Deps) => async (): Promise<void> => {
  const organizations = await deps.db
    .selectFrom("organizations")
    .select(["id as organizationId", "timezone as zone"])
    .execute();
  await eachAlone(organizations, (counted) => countAnew(deps, counted));
};

/** The same for one organization. */
export const countAnew = async ({ db, now }: Deps, counted: Counted): Promise<void> => {
  const again = (step: typeof noteChanges): Promise<boolean> =>
    db.transaction().execute((tx) => step(tx, counted, now()));
  while (await again(noteChanges));
  while (await again(recountNextDay));
};
