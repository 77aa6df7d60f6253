import { execFile } from "node:child_process";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

import type { Cluster } from "./postgres-cluster.ts";
import { errorCode } from "./postgres-files.ts";
import { SOCKET_PORT } from "./postgres-socket.ts";

const run = promisify(execFile);

/** What a server writes about itself into its data directory, `postmaster.pid`. */
export interface RunningServer {
  readonly pid: number;
  /** Empty for the first moments of a start. */
  readonly socketDir: string;
  readonly text: string;
}

/** The same, of the socket, beside it; only the first line is of use. */
const SOCKET_LOCK = `.s.PGSQL.${SOCKET_PORT}.lock`;

const nameOf = ({ directory }: Cluster): string => path.join(directory, "postmaster.pid");

/** undefined when no server left one. The file's lines: postgresql.org, pidfile.h. */
const readPidFile = async (cluster: Cluster): Promise<RunningServer | undefined> => {
  const text = await readIfThere(nameOf(cluster));
  const [pid = "", , , , socketDir = ""] = text.split("\n");
  return text === "" ? undefined : { pid: Number(pid), socketDir: socketDir.trim(), text };
};

/**
 * The running server of a cluster. A pid that is dead, a zombie, or has since gone to a program
 * other than PostgreSQL counts as none.
 */
export const findServer = async (cluster: Cluster): Promise<RunningServer | undefined> => {
  const file = await readPidFile(cluster);
  return file !== undefined && (await isPostgres(file.pid)) ? file : undefined;
};

/**
 * Whether the socket is this server's. A data directory removed under a running server leaves
 * that one on the socket until it notices, within a minute; a new server must not be mistaken
 * for it.
 */
export const hasSocket = async ({ pid, socketDir }: RunningServer): Promise<boolean> => {
  if (socketDir === "") return false;
  const text = await readIfThere(path.join(socketDir, SOCKET_LOCK));
  return Number.parseInt(text, 10) === pid;
};

const readIfThere = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: unknown) => {
    if (["ENOENT", "ESRCH"].includes(errorCode(error))) return "";
    throw error;
  });

const isPostgres = async (pid: number): Promise<boolean> => {
  const command = process.platform === "linux" ? commandFromProc(pid) : commandFromPs(pid);
  return /postgres|postmaster/.test(await command);
};

/** The program's path; empty for a zombie. */
const commandFromProc = async (pid: number): Promise<string> => {
  const line = await readIfThere(`/proc/${pid}/cmdline`);
  return line.split("\0", 1).join();
};

const commandFromPs = async (pid: number): Promise<string> => {
  const { stdout } = await run("ps", ["-o", "comm=", "-p", String(pid)]).catch((error: unknown) => {
    // ps ends with 1 when no process has the pid.
    if (errorCode(error) === "1") return { stdout: "" };
    throw error;
  });
  return stdout;
};

/**
 * Makes way for a start after a crash whose pid now belongs to another program or a zombie,
 * which PostgreSQL would take for a running server for ever. The file stays, with our own pid:
 * PostgreSQL disregards its parent's, and still finds in it the shared memory that processes of
 * the crashed server may hold.
 */
export const disownPidFile = async (cluster: Cluster): Promise<void> => {
  const file = await readPidFile(cluster);
  if (file === undefined || !isTaken(file.pid) || (await isPostgres(file.pid))) return;
  const name = nameOf(cluster);
  const draft = `${name}.${process.pid}`;
  await writeFile(draft, file.text.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
  await chown(draft, cluster.account.uid, cluster.account.gid);
  const unchanged = (await readPidFile(cluster))?.text === file.text;
  await (unchanged ? rename(draft, name) : rm(draft));
};

/** The same for the socket's lock, which guards nothing but the socket and so may go. */
export const removeSocketLock = async (socketDir: string): Promise<void> => {
  const lock = path.join(socketDir, SOCKET_LOCK);
  const pid = Number.parseInt(await readIfThere(lock), 10);
  if (Number.isNaN(pid) || !isTaken(pid) || (await isPostgres(pid))) return;
  await rm(lock, { force: true });
};

const isTaken = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (["ESRCH", "EPERM"].includes(errorCode(error))) return false;
    throw error;
  }
};
