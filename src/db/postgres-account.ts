import { readFile, realpath, stat } from "node:fs/promises";
import * as path from "node:path";

/** The system user a server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** True when it is not the user of this process: we are root and step down. */
  readonly stepsDown: boolean;
}

const READ_AND_ENTER = 0o5;
const ENTER = 0o1;

/** Our own user; for root, who may not run PostgreSQL, the user `nobody`. */
export const serverAccount = async (): Promise<Account> => {
  const { getuid, getgid } = process;
  if (getuid === undefined || getgid === undefined) {
    throw new Error("This system has no user ids. Set DATABASE_URL to a PostgreSQL server.");
  }
  return getuid() === 0
    ? { ...(await nobody()), stepsDown: true }
    : { uid: getuid(), gid: getgid(), stepsDown: false };
};

/** initdb refuses a uid without a name, so a made-up number will not do. */
const nobody = async (): Promise<{ uid: number; gid: number }> => {
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n");
  const [, , uid, gid] = entries.find((entry) => entry.startsWith("nobody:"))?.split(":") ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(
      "Root may not run PostgreSQL and /etc/passwd has no user nobody to run it as. " +
        "Start as another user, or set DATABASE_URL to a PostgreSQL server.",
    );
  }
  // macOS writes nobody's ids as -2; files carry the same 32 bits unsigned.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
};

/**
 * The owner of an existing cluster, who alone may serve it. Root may step down to any owner; an
 * ordinary user only serves what is theirs, and an `Error` says so otherwise.
 */
export const ownerOf = async (directory: string, ours: Account): Promise<Account> => {
  const { uid, gid } = await stat(directory);
  if (uid === ours.uid) return ours;
  if (ours.stepsDown && uid !== 0) return { uid, gid, stepsDown: true };
  throw new Error(`The database in ${directory} belongs to another user (uid ${uid})`);
};

/** Whether the account may read `target` and enter every folder above it. Ignores ACLs. */
export const reaches = async (account: Account, target: string): Promise<boolean> => {
  if (!account.stepsDown) return true;
  const absolute = await realpath(target);
  const permits = async (file: string, wanted: number) => {
    const { mode, uid, gid } = await stat(file);
    if (uid === account.uid) return ((mode >> 6) & wanted) === wanted;
    if (gid === account.gid) return ((mode >> 3) & wanted) === wanted;
    return (mode & wanted) === wanted;
  };
  const above = foldersAbove(absolute).map((folder) => permits(folder, ENTER));
  const answers = await Promise.all([permits(absolute, READ_AND_ENTER), ...above]);
  return answers.every(Boolean);
};

const foldersAbove = (file: string): string[] => {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
};
