import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { reaches } from "./postgres-account.ts";
import { type Cluster, DATABASE_USER } from "./postgres-cluster.ts";
import { errorCode } from "./postgres-files.ts";

/** The port only names the socket's file; nothing listens on TCP. */
export const SOCKET_PORT = 5432;

/** Bytes of a socket's path that every system takes; macOS has the least. */
const LONGEST_PATH = 103;

/**
 * The directory of a cluster's socket: short, the same at each start, and closed to all but the
 * server's user (and root), because whoever reaches the socket is trusted.
 */
export const makeSocketDir = async (cluster: Cluster): Promise<string> => {
  const { directory, account } = cluster;
  const digest = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  const name = `slotwise-${digest}`;
  const parent = (await suits(tmpdir(), name, cluster)) ? tmpdir() : "/tmp";
  const socketDir = path.join(parent, name);
  try {
    await mkdir(socketDir, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  const { uid } = await lstat(socketDir);
  const ours = process.getuid?.();
  if (uid !== account.uid && uid !== ours) {
    throw new Error(`${socketDir} belongs to another user (uid ${uid}); remove it and start again`);
  }
  await chown(socketDir, account.uid, account.gid);
  await chmod(socketDir, 0o700);
  return socketDir;
};

const suits = async (parent: string, name: string, { account }: Cluster): Promise<boolean> => {
  const socket = path.join(parent, name, `.s.PGSQL.${SOCKET_PORT}`);
  return Buffer.byteLength(socket) <= LONGEST_PATH && (await reaches(account, parent));
};

/** The url of a database behind the socket in `socketDir`, as pg and libpq both read it. */
export const socketUrl = (socketDir: string, database: string): string =>
  `postgresql://${DATABASE_USER}@${encodeURIComponent(socketDir)}:${SOCKET_PORT}/${database}`;
