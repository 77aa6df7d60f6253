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

/** Where a cluster's socket goes: short, and the same at each start. */
export const socketDirOf = async (cluster: Cluster): Promise<string> => {
  const digest = createHash("sha256").update(cluster.directory).digest("hex").slice(0, 16);
  const name = `slotwise-${digest}`;
  return path.join((await suits(tmpdir(), name, cluster)) ? tmpdir() : "/tmp", name);
};

/**
 * Makes the directory (it stays, empty, when the server stops), closed to all but the server's user (and root), because whoever reaches
 * the socket is trusted. Throws when somebody else has made it.
 */
export const openSocketDir = async (socketDir: string, { account }: Cluster): Promise<void> => {
  try {
    await mkdir(socketDir, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  const found = await lstat(socketDir);
  const ours = [account.uid, process.getuid?.()].includes(found.uid);
  if (!ours || !found.isDirectory()) {
    throw new Error(
      `${socketDir} belongs to another user (uid ${found.uid}); remove it and start again`,
    );
  }
  await chown(socketDir, account.uid, account.gid);
  await chmod(socketDir, 0o700);
};

const suits = async (parent: string, name: string, { account }: Cluster): Promise<boolean> => {
  const socket = path.join(parent, name, `.s.PGSQL.${SOCKET_PORT}`);
  return Buffer.byteLength(socket) <= LONGEST_PATH && (await reaches(account, parent));
};

/** The url of a database behind the socket in `socketDir`, as pg and libpq both read it. */
export const socketUrl = (socketDir: string, database: string): string =>
  `postgresql://${DATABASE_USER}@${encodeURIComponent(socketDir)}:${SOCKET_PORT}/${database}`;
