import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { DatabaseLog } from "#src/db/database-log.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { removeSocketDir, withClient } from "./database-admin.ts";
import { startInChild } from "./embedded-child.ts";

type Options = Omit<Parameters<typeof startEmbeddedPostgres>[0], "log" | "dataDir">;

type Started = Pick<EmbeddedPostgres, "url" | "stop">;

/** A folder for data and the servers started on it; `close` ends them and removes it. */
export interface EmbeddedWorld {
  readonly folder: string;
  readonly dataDir: string;
  /** What the launcher reported, oldest first. */
  readonly reports: string[];
  start(options?: Options): Promise<EmbeddedPostgres>;
  /** As `start`, in a process of its own. */
  startInChild: (
    options?: Options & { uid?: number; dataDir?: string },
  ) => ReturnType<typeof startInChild>;
  /** The server's process, undefined when none runs. */
  serverPid(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** `mode` is the folder's: 0o755 lets the server's user in, 0o700 keeps it out when we are root. */
export const openEmbeddedWorld = async (mode = 0o755): Promise<EmbeddedWorld> => {
  const folder = await mkdtemp(path.join(tmpdir(), "slotwise-embedded-"));
  await chmod(folder, mode);
  const dataDir = path.join(folder, "data");
  const reports: string[] = [];
  const report = (_fields: object, message: string) => reports.push(message);
  const log: DatabaseLog = { info: report, warn: report };
  const opened: Started[] = [];
  const keep = async <One extends Started>(starting: Promise<One>) => {
    const started = await starting;
    opened.push(started);
    return started;
  };
  return {
    folder,
    dataDir,
    reports,
    start: (options = {}) => keep(startEmbeddedPostgres({ dataDir, log, ...options })),
    startInChild: (options = {}) => keep(startInChild({ dataDir, ...options })),
    serverPid: () => pidIn(path.join(dataDir, "postgres/postmaster.pid")),
    close: async () => {
      await Promise.all(opened.map((server) => server.stop()));
      await Promise.all(opened.map(({ url }) => removeSocketDir(url)));
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const pidIn = async (file: string): Promise<number | undefined> => {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text === "" ? undefined : Number(text.split("\n", 1).join());
};

/** Runs one statement on a connection of its own; its rows. */
export const query = (url: string, statement: string): Promise<Record<string, unknown>[]> =>
  withClient(url, async (client) => (await client.query(statement)).rows);

/** Writes a row that a later start must still have. */
export const writeNote = (url: string): Promise<unknown> =>
  query(url, "create table notes as select 'kept' as note");

export const readNotes = async (url: string): Promise<unknown[]> =>
  (await query(url, "select note from notes")).map(({ note }) => note);
