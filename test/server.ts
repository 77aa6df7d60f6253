import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";
import { DATABASE } from "#src/db/postgres-lease.ts";
import { socketUrl } from "#src/db/postgres-socket.ts";
import { removeSocketDir } from "./database-admin.ts";
import { RUN_FOLDER } from "./killed-runs.ts";

const root = path.join(import.meta.dirname, "..");
// What npm puts first on the path of its scripts.
const node = path.join(root, "node_modules/.bin/node");
const longestStartMs = 60_000;

interface Options {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules loaded before the server's own: file URLs. */
  readonly preload?: readonly string[];
  /** Absent: everything in one process. */
  readonly role?: "api" | "worker";
}

/** The real server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  /** Where it said that it can be reached. */
  readonly url: string;
  /** Milliseconds from the spawn to the line that says it is ready. */
  readonly readyMs: number;
  /** All it has printed. */
  output(): string;
  /** Its resident memory now, in MB. */
  rssMb(): Promise<number>;
  /** Its process has ended; with what code or signal. */
  readonly ended: Promise<number | string>;
  /** Sends the signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<number | string>;
}

/** A data folder the server's database user can enter; its name tells later runs whose it is. */
export const makeDataDir = async (): Promise<string> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), `${RUN_FOLDER}${process.pid}-`));
  await chmod(dataDir, 0o755);
  return dataDir;
};

/** Stops the database that a killed server left and removes the folder. */
export const removeDataDir = async (dataDir: string): Promise<void> => {
  const log = { info: () => undefined, warn: () => undefined };
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log });
  await stop();
  await removeSocketDir(url);
  await rm(dataDir, { recursive: true, force: true });
};

/** The number of the database's process, and the url by which tests look into it. */
export const findDatabase = async (dataDir: string): Promise<{ pid: number; url: string }> => {
  const text = await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8");
  const [pid = "", , , , socketDir = ""] = text.split("\n");
  return { pid: Number(pid), url: socketUrl(socketDir.trim(), DATABASE) };
};

/** Runs it to its end: for starts that must fail. Its exit code and all it printed. */
export const runServer = async (options: Options): Promise<{ code: unknown; output: string }> => {
  const { ended, output } = launch(options);
  return { code: await ended, output: output() };
};

/** Starts the server on a free port; rejects with its last words when it does not come up. */
export const startServer = async (options: Options): Promise<ServerProcess> => {
  const began = performance.now();
  const { child, ended, output } = launch(options);
  const address = new Promise<string>((resolve) => {
    child.stdout?.on("data", () => {
      const url = readyAt(output());
      if (url !== undefined) resolve(url);
    });
  });
  const late = AbortSignal.timeout(longestStartMs);
  const url = await Promise.race([address, ended.then(() => null), once(late, "abort")]);
  if (typeof url !== "string") {
    child.kill("SIGKILL");
    throw new Error(`The server did not start (${url}): ${output()}`);
  }
  return {
    ...{ url, readyMs: performance.now() - began, output, ended },
    rssMb: () => residentMb(child.pid),
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

/** Its address once it is ready, empty where it has none; undefined before. */
const readyAt = (output: string): string | undefined => {
  if (output.includes("worker is ready")) return "";
  const alone = /API is ready on (http:\S+)/u.exec(output)?.[1];
  if (alone) return alone;
  return /http:\S+(?=\/docs)[\s\S]*Press Ctrl\+C/u.exec(output)?.[0].split("/docs", 1)[0];
};

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<number | string>;
  output(): string;
}

/** The arguments of `npm start`, flags of Node included. */
const startArguments = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return String(scripts.start).split(" ").slice(1);
};

const launch = ({ dataDir, env = {}, preload = [], role }: Options): Launched => {
  const imports = preload.flatMap((url) => ["--import", url]);
  const own = startArguments();
  const child = spawn(node, [...imports, ...(role ? own.with(-1, role) : own)], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: "0", BURST_MS: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  return { child, ended, output: () => said };
};

/** Linux keeps it in kB. */
const residentMb = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]) / 1024;
};
