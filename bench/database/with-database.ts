import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";

/** Says nothing: a measured program does not wait for its log. */
export const quiet = { info: () => undefined, warn: () => undefined };

/** A PostgreSQL of its own for the length of the work, on an empty folder. */
export const withDatabase = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "slotwise-bench-"));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, log: quiet });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};
