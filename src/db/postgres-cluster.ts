import { execFile } from "node:child_process";
import { chown, mkdir, realpath, rm, symlink } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

import type { DatabaseLog } from "./database-log.ts";
import { type Account, ownerOf, reaches } from "./postgres-account.ts";
import { errorCode, exists, publishFolder } from "./postgres-files.ts";

const run = promisify(execFile);

/** The database's superuser; everything on our socket is trusted to be it. */
export const DATABASE_USER = "slotwise";

/** Settings of the system do not reach the server, and neither do our secrets. */
export const SERVER_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC" } as const;

/** A PostgreSQL data directory and the user who serves it. */
export interface Cluster {
  /** Without symbolic links. */
  readonly directory: string;
  readonly account: Account;
}

interface Places {
  readonly dataDir: string;
  /** Where root puts what `nobody` must reach and cannot inside `dataDir`. */
  readonly systemDir: string;
}

/** The cluster of `dataDir`, undefined before the first start. */
export const findCluster = async (dataDir: string, ours: Account): Promise<Cluster | undefined> => {
  const entry = path.join(dataDir, "postgres");
  if (!(await exists(entry))) return undefined;
  const directory = await realpath(entry).catch((cause) => {
    throw new Error(`${entry} points to a database that is gone`, { cause });
  });
  return { directory, account: await ownerOf(directory, ours) };
};

/**
 * Makes the cluster of `dataDir`, at `dataDir/postgres`. Where the server's user cannot enter
 * `dataDir` it lives in `systemDir` and `dataDir/postgres` points to it. A start that is killed
 * half-way leaves no half-made cluster; of two at once one wins and both return it.
 */
export const createCluster = async (
  { dataDir, systemDir }: Places,
  account: Account,
  binaries: string,
  log: DatabaseLog,
): Promise<Cluster> => {
  const entry = path.join(dataDir, "postgres");
  const inside = await reaches(account, dataDir);
  const directory = inside ? entry : path.join(systemDir, `data-${crypto.randomUUID()}`);
  await mkdir(path.dirname(directory), { recursive: true });
  await publishFolder(directory, async (draft) => {
    await chown(draft, account.uid, account.gid);
    await initialize(binaries, draft, account);
  });
  if (!inside) await point(entry, directory, log);
  return { directory: await realpath(entry), account };
};

const point = async (entry: string, directory: string, log: DatabaseLog): Promise<void> => {
  try {
    await symlink(directory, entry);
  } catch (error) {
    await rm(directory, { recursive: true });
    if (errorCode(error) === "EEXIST") return;
    throw error;
  }
  log.warn(
    { entry, directory },
    "the database is kept outside the data directory, which the user nobody cannot enter",
  );
};

/**
 * Unicode rules come from PostgreSQL itself and so are the same on every system. The system's
 * locale still decides which characters pg_trgm takes for letters: C would lose Vietnamese ones.
 */
const initialize = async (binaries: string, directory: string, account: Account): Promise<void> => {
  const failures: unknown[] = [];
  for (const locale of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    try {
      await initdb(binaries, directory, account, locale);
      return;
    } catch (error) {
      failures.push(error);
      if (!/invalid locale/.test(String(error))) break;
    }
  }
  throw new Error("PostgreSQL could not make a database", { cause: failures.at(-1) });
};

const initdb = (binaries: string, directory: string, { uid, gid }: Account, locale: string) => {
  const options = [
    `--pgdata=${directory}`,
    `--username=${DATABASE_USER}`,
    "--encoding=UTF8",
    `--locale=${locale}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
    "--no-instructions",
  ];
  return run(path.join(binaries, "bin/initdb"), options, {
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    uid: uid | 0,
    gid: gid | 0,
  });
};
