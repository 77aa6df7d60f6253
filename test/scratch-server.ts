import { chmod, mkdtemp, rm } from "node:fs/promises";
import * as path from "node:path";
import { inspect } from "node:util";

import { openCheckpoints } from "#src/conversation/checkpoints.ts";
import { connect } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { removeSocketDir, withClient } from "./database-admin.ts";
import { endKilledRuns, RUN_FOLDER, runRoot } from "./killed-runs.ts";

const quiet: DatabaseLog = { info: () => undefined, warn: () => undefined };

/** Brings a database up to date; why it could not be, when it could not. */
export const migrateScratch = async (url: string): Promise<string | undefined> => {
  const db = connect({ url, max: 2, log: quiet });
  const checkpoints = openCheckpoints({ url, log: quiet });
  try {
    await migrateToLatest(db, quiet);
    await checkpoints.setUp();
    return undefined;
  } catch (error) {
    return inspect(error);
  } finally {
    await checkpoints.close();
    await db.destroy();
  }
};

/** A server for one run, gone with it; one that is named is used as it is. */
export const openScratchServer = async (
  external: string | undefined,
): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  if (external) return { url: external, stop: async () => undefined };
  await endKilledRuns(quiet);
  const dataDir = await mkdtemp(path.join(await runRoot(), `${RUN_FOLDER}${process.pid}-`));
  // mkdtemp closes the folder to all but us, and the server of a root run is another user.
  await chmod(dataDir, 0o755);

  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: quiet });
  await forgetDurability(url);
  return {
    url,
    stop: async () => {
      await stop();
      await removeSocketDir(url);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** Nothing here outlives the run, and waiting for the disk is most of what making a database costs. */
const forgetDurability = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
      await client.query(`alter system set ${setting} = off`);
    }
    await client.query("select pg_reload_conf()");
  });
