import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { DatabaseLog } from "./database-log.ts";
import { serverAccount } from "./postgres-account.ts";
import { postgresPackage, runnableBinaries } from "./postgres-binaries.ts";
import { type Cluster, createCluster, findCluster } from "./postgres-cluster.ts";
import { DATABASE, type Lease, takeLease } from "./postgres-lease.ts";
import {
  disownPidFile,
  findServer,
  hasSocket,
  type RunningServer,
  removeSocketLock,
} from "./postgres-pid-file.ts";
import { type SpawnedServer, spawnServer } from "./postgres-server.ts";
import { openSocketDir, socketDirOf, socketUrl } from "./postgres-socket.ts";

/** Long enough for recovery after a crash with a full write-ahead log. */
const PATIENCE_MS = 120_000;
const POLL_MS = 25;

/** Failures to start that may be another process's start or stop at the same moment. */
const MOST_FAILURES = 40;

/** What a server says as long as another one, or what is left of it, has the cluster. */
const OCCUPIED = /lock file .* already exists|pre-existing shared memory block/;

interface EmbeddedPostgresOptions {
  /** Where the data lives; made if missing. */
  readonly dataDir: string;
  readonly log: DatabaseLog;
  /** The folder of the package with the binaries; by default the one npm installed. */
  readonly packageFolder?: string;
  /** Where root keeps what the user `nobody` must reach and cannot in the usual place. */
  readonly systemDir?: string;
}

/** A running PostgreSQL server of our own. */
export interface EmbeddedPostgres {
  /** Names a unix socket, so it works on this machine only, for this user and root. */
  readonly url: string;
  /** True when the server was running already, left by a process that was killed or shared with one. */
  readonly adopted: boolean;
  /**
   * Stops the server once no other process uses it; before, it only gives up this one's claim.
   * Close the pools on `url` first: connections that are still open are cut.
   */
  stop(): Promise<void>;
}

interface Server {
  readonly cluster: Cluster;
  readonly binaries: string;
  readonly socketDir: string;
  readonly logFile: string;
  readonly log: DatabaseLog;
}

/**
 * Starts the PostgreSQL server of `dataDir`, or joins the one that runs. Root steps down to the
 * user `nobody`. A server that dies while we hold it is started again under the same url.
 * Throws when there are no binaries for this system (the message names DATABASE_URL), or with
 * the server's own words when it does not start.
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  const server = await prepare(options);
  const { lease, adopted, socketDir } = await join(server);
  const hold = keep({ ...server, socketDir }, lease);
  return { url: socketUrl(socketDir, DATABASE), adopted, stop: hold.stop };
};

const prepare = async (options: EmbeddedPostgresOptions): Promise<Server> => {
  const { log, packageFolder = postgresPackage(process.platform, process.arch) } = options;
  const dataDir = path.resolve(options.dataDir);
  const systemDir = options.systemDir ?? "/var/lib/slotwise";
  await mkdir(dataDir, { recursive: true });
  const ours = await serverAccount();
  const found = await findCluster(dataDir, ours);
  const account = found?.account ?? ours;
  const copies = account.stepsDown ? systemDir : dataDir;
  const binaries = await runnableBinaries(packageFolder, account, copies, log);
  const cluster = found ?? (await createCluster({ dataDir, systemDir }, account, binaries, log));
  const socketDir = await socketDirOf(cluster);
  return { cluster, binaries, socketDir, logFile: path.join(dataDir, "postgres.log"), log };
};

interface Joined {
  readonly lease: Lease;
  readonly adopted: boolean;
  /** A running server keeps the directory it was started with. */
  readonly socketDir: string;
}

/** Connects to the cluster's server and spawns it when there is none, until it answers. */
const join = async (server: Server): Promise<Joined> => {
  const { cluster } = server;
  let spawned: SpawnedServer | undefined;
  let failures = 0;
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const running = await findServer(cluster);
    const lease = running && (await leaseFrom(running, cluster));
    if (lease) {
      return { lease, adopted: running.pid !== spawned?.pid, socketDir: running.socketDir };
    }
    const lastWords = await spawned?.lastWords();
    if (lastWords !== undefined) {
      spawned = undefined;
      failures += failureIn(lastWords);
    }
    if (failures > MOST_FAILURES) throw new Error(`PostgreSQL did not start: ${lastWords}`);
    if (running === undefined) spawned ??= await spawn(server);
    await sleep(POLL_MS);
  }
  throw new Error(`PostgreSQL did not answer in ${PATIENCE_MS / 1000} s; see ${server.logFile}`);
};

const leaseFrom = async (running: RunningServer, cluster: Cluster) =>
  (await hasSocket(running)) ? takeLease(cluster, running.socketDir) : undefined;

/** 0 for a server that made way for another one or has been stopped in order, else 1. */
const failureIn = (lastWords: string): number =>
  lastWords === "" || OCCUPIED.test(lastWords) ? 0 : 1;

const spawn = async ({ binaries, cluster, socketDir, logFile }: Server): Promise<SpawnedServer> => {
  await disownPidFile(cluster);
  await openSocketDir(socketDir, cluster);
  await removeSocketLock(socketDir);
  return spawnServer(binaries, cluster, socketDir, logFile);
};

/** Holds the claim, starts the server again if it dies, and ends both on `stop`. */
const keep = (server: Server, first: Lease): Pick<EmbeddedPostgres, "stop"> => {
  let lease = Promise.resolve(first);
  let stopped: Promise<void> | undefined;
  const watch = async (held: Lease): Promise<void> => {
    const reason = await held.lost;
    if (stopped !== undefined) return;
    server.log.warn({ err: reason }, "the embedded database ended and is started again");
    lease = join(server).then((joined) => joined.lease);
    await watch(await lease);
  };
  watch(first).catch((error: unknown) => {
    server.log.warn({ err: error }, "the embedded database could not be started again");
  });
  return {
    stop: () => {
      stopped ??= lease.then((held) => leave(server, held));
      return stopped;
    },
  };
};

const leave = async ({ cluster, log }: Server, lease: Lease): Promise<void> => {
  const last = await lease.release();
  if (!last) {
    await lease.close();
    log.info({}, "the embedded database stays up for another process");
    return;
  }
  const running = await findServer(cluster);
  if (running === undefined) return;
  // A fast shutdown: open connections end, committed work is flushed.
  process.kill(running.pid, "SIGINT");
  await lease.lost;
  await awaitEnd(cluster, running.pid);
};

/** Another process may start the next server at once; only the pid tells them apart. */
const awaitEnd = async (cluster: Cluster, pid: number): Promise<void> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if ((await findServer(cluster))?.pid !== pid) return;
    await sleep(POLL_MS);
  }
  throw new Error(`PostgreSQL did not stop in ${PATIENCE_MS / 1000} s`);
};
