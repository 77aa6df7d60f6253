import { inject } from "vitest";

import { connect, type Db } from "#src/db/connect.ts";
import { onDatabase, withClient } from "./database-admin.ts";

/** A database of one test file: migrated, empty, its own. */
export interface TestDatabase {
  readonly db: Db;
  /** For code that dials by itself. */
  readonly url: string;
  /** Closes `db` and drops the database, cutting other connections to it. */
  close(): Promise<void>;
}

/** PostgreSQL lets one session at a time copy a template. */
const CLONE_LOCK = 7_203_160_202;

/** Clones the migrated template. Call it in `beforeAll`, and `close` in `afterAll`. */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const { url: templateUrl, failure } = inject("template");
  if (failure !== undefined) throw new Error(`The migrations fail: ${failure}`);
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `slotwise_test_${crypto.randomUUID().replaceAll("-", "")}`;
  const adminUrl = onDatabase(templateUrl, "postgres");
  const url = onDatabase(templateUrl, name);
  await withClient(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [CLONE_LOCK]);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const log = {
    info: () => undefined,
    warn: (fields: object, message: string) =>
      process.emitWarning(message, { detail: JSON.stringify(fields) }),
  };
  const db = connect({ url, max: 10, log });
  return {
    db,
    url,
    close: async () => {
      await db.destroy();
      await withClient(adminUrl, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
};
