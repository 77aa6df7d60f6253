import type { Db } from "#src/db/connect.ts";
import type { JobQueue } from "#src/jobs/queue.ts";
import type { Log } from "#src/log.ts";

const batch = 100;

/**
 * Moves what was committed into the job queue, oldest first; how many rows there were. Rows are
 * locked, so any number of relays may run; a crash between adding and deleting adds the same id
 * again, which the queue and the jobs take in their stride.
 */
export const relayOnce = (db: Db, queue: JobQueue): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom("outbox")
      .select(["organization_id", "id", "topic", "payload"])
      .orderBy("id")
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { organization_id: organizationId, id, topic, payload } of rows) {
      await queue.add({ id: `${topic}-${id}`, topic, payload: { organizationId, ...payload } });
    }
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await tx.deleteFrom("outbox").where("id", "in", ids).execute();
    }
    return rows.length;
  });

export interface Relay {
  /** Something was committed: look now. */
  wake(): void;
  close(): Promise<void>;
}

/** Relays whenever woken, and every second besides, in case a wake-up was lost. */
export const startRelay = (db: Db, queue: JobQueue, log: Log): Relay => {
  let running: Promise<void> | null = null;
  let again = false;
  const drain = async (): Promise<void> => {
    do {
      again = false;
      while ((await relayOnce(db, queue)) === batch);
    } while (again);
  };
  const wake = (): void => {
    again = true;
    running ??= drain()
      .catch((err: unknown) => log.error({ err }, "the outbox could not be relayed"))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(wake, 1000);
  wake();
  return {
    wake,
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
