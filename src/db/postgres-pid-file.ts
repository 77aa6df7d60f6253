import { execFile } from "node:child_process";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

import type { Cluster } from "./postgres-cluster.ts";
import { errorCode } from "./postgres-files.ts";

const run = promisify(execFile);

/** What a server writes about itself into its data directory, `postmaster.pid`. */
interface PidFile {
  readonly pid: number;
  /** Empty for the first moments of a start. */
  readonly socketDir: string;
  readonly text: string;
}

const nameOf = ({ directory }: Cluster): string => path.join(directory, "postmaster.pid");

/** undefined when no server left one. The file's lines: postgresql.org, pidfile.h. */
const readPidFile = async (cluster: Cluster): Promise<PidFile | undefined> => {
  const text = await readFile(nameOf(cluster), "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  });
  const [pid = "", , , , socketDir = ""] = text.split("\n");
  return text === "" ? undefined : { pid: Number(pid), socketDir: socketDir.trim(), text };
};

/**
 * The running server of a cluster. A pid that is dead, a zombie, or has since gone to a program
 * other than PostgreSQL counts as none.
 */
export const findServer = async (cluster: Cluster): Promise<PidFile | undefined> => {
  const file = await readPidFile(cluster);
  return file !== undefined && (await isPostgres(file.pid)) ? file : undefined;
};

const isPostgres = async (pid: number): Promise<boolean> => {
  const command = process.platform === "linux" ? commandFromProc(pid) : commandFromPs(pid);
  return /postgres|postmaster/.test(await command);
};

/** The program's path; empty for a zombie. */
const commandFromProc = async (pid: number): Promise<string> => {
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch((error: unknown) => {
    if (["ENOENT", "ESRCH"].includes(errorCode(error))) return "";
    throw error;
  });
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

const isTaken = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (["ESRCH", "EPERM"].includes(errorCode(error))) return false;
    throw error;
  }
};
