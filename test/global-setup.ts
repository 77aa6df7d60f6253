import type { TestProject } from "vitest/node";

import { onDatabase, withClient } from "./database-admin.ts";
import { migrateScratch, openScratchServer } from "./scratch-server.ts";

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

/**
 * One server and one migrated template for the whole run. TEST_DATABASE_URL names a server to
 * use instead of our own; its user must be allowed to create databases.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await openScratchServer(process.env.TEST_DATABASE_URL);
  const template = `slotwise_template_${process.pid}`;
  const templateUrl = onDatabase(server.url, template);
  await withClient(server.url, (client) => client.query(`create database ${template}`));
  project.provide("template", { url: templateUrl, failure: await migrateScratch(templateUrl) });
  return async () => {
    await withClient(server.url, (client) =>
      client.query(`drop database ${template} with (force)`),
    );
    await server.stop();
  };
};
