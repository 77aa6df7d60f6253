import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { TestProject } from "vitest/node";

import { connect } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { onDatabase, withClient } from "./database-admin.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database on the run's server, to be cloned and never written to. */
    templateUrl: string;
  }
}

const quiet: DatabaseLog = { info: () => undefined, warn: () => undefined };

/**
 * One server and one migrated template for the whole run. TEST_DATABASE_URL names a server to
 * use instead of our own; its user must be allowed to create databases.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await openServer(process.env.TEST_DATABASE_URL);
  const template = `slotwise_template_${process.pid}`;
  const templateUrl = onDatabase(server.url, template);
  await withClient(server.url, (client) => client.query(`create database ${template}`));
  const db = connect({ url: templateUrl, max: 2, log: quiet });
  await migrateToLatest(db, quiet).finally(() => db.destroy());
  project.provide("templateUrl", templateUrl);
  return async () => {
    await withClient(server.url, (client) =>
      client.query(`drop database ${template} with (force)`),
    );
    await server.stop();
  };
};

const openServer = async (external: string | undefined) => {
  if (external) return { url: external, stop: async () => undefined };
  const dataDir = await mkdtemp(path.join(tmpdir(), "slotwise-test-"));
  // mkdtemp closes the folder to all but us, and the server of a root run is another user.
  await chmod(dataDir, 0o755);

  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: quiet });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
