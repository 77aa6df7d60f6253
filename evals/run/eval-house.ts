import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "pg";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { connect } from "#src/db/connect.ts";
import { onDatabase, withClient } from "../../test/database-admin.ts";
import { migrateScratch, openScratchServer } from "../../test/scratch-server.ts";
import { type Ground, templateNames } from "../../test/world-on.ts";

const silent = { info: () => undefined, warn: () => undefined };
/** Before any case begins, so that nothing of the catalog is younger than a conversation. */
const founded = new Date("2026-01-01T00:00:00Z");
const TEMPLATE = "slotwise_evals";

/** A database server for one run of the suite. */
export interface EvalHouse {
  /** A database of its own for one play, with the demo organizations in it. */
  openGround(): Promise<Ground>;
  close(): Promise<void>;
}

/** Starts our own PostgreSQL, or uses that of TEST_DATABASE_URL, and loads the organizations once. */
export const openEvalHouse = async (external: string | undefined): Promise<EvalHouse> => {
  const server = await openScratchServer(external);
  const name = `${TEMPLATE}_${process.pid}`;
  await withClient(server.url, (client) => client.query(`create database ${name}`));
  const url = onDatabase(server.url, name);
  const failure = await migrateScratch(url);
  if (failure !== undefined) throw new Error(`the migrations fail: ${failure}`);
  const db = connect({ url, max: 2, log: silent });
  for (const template of templateNames) {
    const file = path.join(import.meta.dirname, `../../templates/${template}.yaml`);
    await loadTemplate(db, readTemplate(file), { now: founded });
  }
  await db.destroy();
  let count = 0;
  // PostgreSQL lets one session at a time copy a template.
  let copying: Promise<unknown> = Promise.resolve();
  return {
    openGround: async () => {
      count += 1;
      const copy = `${name}_${count}`;
      copying = copying.then(() =>
        withClient(server.url, (client) =>
          client.query(`create database ${copy} template ${name} strategy file_copy`),
        ),
      );
      await copying;
      return openCopy(server.url, copy);
    },
    close: async () => {
      await dropDatabase(server.url, name);
      await server.stop();
    },
  };
};

const openCopy = (serverUrl: string, copy: string): Ground => {
  const url = onDatabase(serverUrl, copy);
  const db = connect({ url, max: 4, log: silent });
  return {
    db,
    url,
    close: async () => {
      await db.destroy();
      await dropDatabase(serverUrl, copy);
    },
  };
};

const IN_USE = "55006";

/** A connection that is being closed still counts for a moment; cutting it off would be an error. */
const dropDatabase = async (serverUrl: string, name: string, tries = 100): Promise<void> => {
  try {
    await withClient(serverUrl, (client) => client.query(`drop database ${name}`));
  } catch (error) {
    const isInUse = error instanceof DatabaseError && error.code === IN_USE;
    if (!isInUse || tries === 0) throw error;
    await sleep(20);
    await dropDatabase(serverUrl, name, tries - 1);
  }
};
