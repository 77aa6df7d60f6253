import { sql } from "kysely";

import type { Db } from "./connect.ts";

/**
 * Does the work while holding the lock of this name, on a connection that is kept for it; false, and
 * nothing is done, when somebody else holds it. A process that dies lets go.
 */
export const holdLock = (db: Db, name: string, work: () => Promise<void>): Promise<boolean> =>
  db.connection().execute(async (lock) => {
    const number = sql`hashtextextended(${name}, 0)`;
    const { rows } = await sql<{
      locked: boolean;
    }>`select pg_try_advisory_lock(${number}) as locked`.execute(lock);
    if (rows[0]?.locked !== true) return false;
    try {
      await work();
      return true;
    } finally {
      await sql`select pg_advisory_unlock(${number})`.execute(lock);
    }
  });
