import { readdir, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { DatabaseLog } from "#src/db/database-log.ts";
import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { removeSocketDir } from "./database-admin.ts";

/** Begins the name of a run's data folder; the number of its process follows. */
export const RUN_FOLDER = "slotwise-test-";

const MEMORY = "/dev/shm";
const enough = 4 * 1_024 ** 3;

/**
 * Where a run keeps a database that nothing outlives: in memory where there is room, since making a
 * thousand databases is mostly making files.
 */
export const runRoot = async (): Promise<string> => {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= enough ? MEMORY : tmpdir();
};

/** Stops the servers of runs that were killed, and removes their data. */
export const endKilledRuns = async (log: DatabaseLog): Promise<void> => {
  for (const root of new Set([tmpdir(), await runRoot()])) await endKilledIn(root, log);
};

const endKilledIn = async (root: string, log: DatabaseLog): Promise<void> => {
  for (const name of await readdir(root)) {
    const pid = Number(new RegExp(`^${RUN_FOLDER}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const dataDir = path.join(root, name);
    const { url, stop } = await startEmbeddedPostgres({ dataDir, log });
    await stop();
    await removeSocketDir(url);
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** Another user's process counts as alive: its run is not ours to end. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
};
