import { type ChildProcess, spawn } from "node:child_process";
import { open, stat } from "node:fs/promises";
import * as path from "node:path";

import { type Cluster, SERVER_ENVIRONMENT } from "./postgres-cluster.ts";
import { errorCode } from "./postgres-files.ts";
import { SOCKET_PORT } from "./postgres-socket.ts";

/** Bytes of server log after which a start begins it anew. */
const LARGEST_LOG = 5_000_000;

/** Small and quiet, and as durable as PostgreSQL is by default. */
const settings = (socketDir: string): Record<string, string | number> => ({
  listen_addresses: "",
  port: SOCKET_PORT,
  unix_socket_directories: socketDir,
  unix_socket_permissions: "0700",
  max_connections: 60,
  shared_buffers: "32MB",
  timezone: "UTC",
  // Nothing replicates from here; io workers and the replication launcher would only idle.
  wal_level: "minimal",
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  io_method: "sync",
  max_wal_size: "256MB",
  jit: "off",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Failed statements reach their caller; the log would repeat customers' words from them.
  log_min_messages: "log",
  log_min_error_statement: "panic",
});

/** A server this process has spawned. It outlives us: the next start adopts it. */
export interface SpawnedServer {
  readonly pid: number | undefined;
  /** What it wrote, once it has ended; empty after an orderly stop, undefined while it runs. */
  lastWords(): Promise<string | undefined>;
}

/** Spawns the server and returns at once; it is up when it takes connections. */
export const spawnServer = async (
  binaries: string,
  { directory, account }: Cluster,
  socketDir: string,
  logFile: string,
): Promise<SpawnedServer> => {
  const output = await open(logFile, (await isLarge(logFile)) ? "w" : "a", 0o600);
  try {
    const { size: start } = await output.stat();
    const options = Object.entries(settings(socketDir)).flatMap(([key, value]) => [
      "-c",
      `${key}=${value}`,
    ]);
    const child = spawn(path.join(binaries, "bin/postgres"), ["-D", directory, ...options], {
      cwd: "/",
      env: SERVER_ENVIRONMENT,
      uid: account.uid | 0,
      gid: account.gid | 0,
      // Its own process group: Ctrl-C is for us, who stop it when our work is finished.
      detached: true,
      stdio: ["ignore", output.fd, output.fd],
    });
    return supervise(child, logFile, start);
  } finally {
    await output.close();
  }
};

const supervise = (child: ChildProcess, logFile: string, start: number): SpawnedServer => {
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  child.unref();
  return {
    pid: child.pid,
    lastWords: async () => {
      if (failure !== undefined) return failure.message;
      if (child.exitCode === 0) return "";
      const ended = child.exitCode !== null || child.signalCode !== null;
      return ended ? await readFrom(logFile, start) : undefined;
    },
  };
};

const isLarge = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size > LARGEST_LOG,
    (error: unknown) => {
      if (errorCode(error) === "ENOENT") return false;
      throw error;
    },
  );

const readFrom = async (file: string, start: number): Promise<string> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ position: start });
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
};
