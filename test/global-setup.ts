import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { inspect } from "node:util";

import type { TestProject } from "vitest/node";

import { connect } from "#src/db/connect.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";
import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { onDatabase, removeSocketDir, withClient } from "./database-admin.ts";
import { endKilledRuns, RUN_FOLDER } from "./killed-runs.ts";

/** A migrated database on the run's server, to be cloned and never written to. */
interface Template {
  readonly url: string;
  /** Why it could not be migrated: tests that need no database still run. */
  readonly failure: string | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    template: Template;
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
  project.provide("template", { url: templateUrl, failure: await migrate(templateUrl) });
  return async () => {
    await withClient(server.url, (client) =>
      client.query(`drop database ${template} with (force)`),
    );
    await server.stop();
  };
};

const migrate = async (url: string): Promise<string | undefined> => {
  const db = connect({ url, max: 2, log: quiet });
  try {
    await migrateToLatest(db, quiet);
    return undefined;
  } catch (error) {
    return inspect(error);
  } finally {
    await db.destroy();
  }
};

const openServer = async (external: string | undefined) => {
  if (external) return { url: external, stop: async () => undefined };
  await endKilledRuns(quiet);
  const dataDir = await mkdtemp(path.join(tmpdir(), `${RUN_FOLDER}${process.pid}-`));
  // mkdtemp closes the folder to all but us, and the server of a root run is another user.
  await chmod(dataDir, 0o755);

  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: quiet });
  return {
    url,
    stop: async () => {
      await stop();
      await removeSocketDir(url);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
