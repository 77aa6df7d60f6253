import { Client } from "pg";

import type { Cluster } from "./postgres-cluster.ts";
import { errorCode } from "./postgres-files.ts";
import { socketUrl } from "./postgres-socket.ts";

/** The database of the application; the lease itself is on the one every server has. */
export const DATABASE = "slotwise";

/** Key of the advisory lock that counts the processes on a server: each holds it shared. */
const LEASE_LOCK = 7_203_160_201;

const GONE = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE", "57P01", "57P03"]);
const TAKEN = new Set(["42P04", "23505"]);

/** One process's claim on a running server, held by an open connection and so ended by a crash. */
export interface Lease {
  /** Settles when the connection ends, with the reason when the server ended it. */
  readonly lost: Promise<Error | undefined>;
  /**
   * Gives the claim up; true when no other process has one, and then none can take one. False
   * too when the connection is gone, for then so is the claim.
   */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Takes a claim and sees to the application's database.
 * undefined while nothing answers yet or the server is about to stop; throws on anything else.
 */
export const takeLease = async (
  cluster: Cluster,
  socketDir: string,
): Promise<Lease | undefined> => {
  const client = new Client({ connectionString: socketUrl(socketDir, "postgres") });
  const lost = new Promise<Error | undefined>((resolve) => {
    client.on("error", resolve).on("end", () => resolve(undefined));
  });
  try {
    await client.connect();
    if (await claim(client, cluster)) {
      await ensureDatabase(client);
      return leaseOn(client, lost);
    }
    await client.end();
    return undefined;
  } catch (error) {
    await client.end();
    if (isGone(error)) return undefined;
    throw error;
  }
};

/** pg gives no code to a connection that a server drops while it starts, stops or dies. */
const isGone = (error: unknown): boolean =>
  GONE.has(errorCode(error)) || /Connection terminated|connection error/.test(String(error));

const claim = async (client: Client, { directory }: Cluster): Promise<boolean> => {
  const { rows } = await client.query("show data_directory");
  if (rows[0]?.data_directory !== directory) {
    throw new Error(`A server answers for ${directory} but serves ${rows[0]?.data_directory}`);
  }
  return await lock(client, "pg_try_advisory_lock_shared");
};

const lock = async (client: Client, call: string): Promise<boolean> => {
  const { rows } = await client.query(`select ${call}($1) as done`, [LEASE_LOCK]);
  return rows[0]?.done === true;
};

const leaseOn = (client: Client, lost: Lease["lost"]): Lease => ({
  lost,
  release: async () => {
    try {
      await lock(client, "pg_advisory_unlock_shared");
      return await lock(client, "pg_try_advisory_lock");
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  },
  close: () => client.end(),
});

/** Makes the database if it is missing; of several processes at once one does. */
const ensureDatabase = async (client: Client): Promise<void> => {
  const found = await client.query("select from pg_database where datname = $1", [DATABASE]);
  if (found.rowCount !== 0) return;
  await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
    if (!TAKEN.has(errorCode(error))) throw error;
  });
};
