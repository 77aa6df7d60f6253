import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  type EmbeddedWorld,
  openEmbeddedWorld,
  query,
  readNotes,
  writeNote,
} from "../../test/embedded-world.ts";
import { postgresPackage } from "./postgres-binaries.ts";

const root = process.getuid?.() === 0;
const installed = postgresPackage(process.platform, process.arch);

let world: EmbeddedWorld;
let systemDir: string;

/** Closed to all but us, as root's home folder is. */
beforeEach(async () => {
  world = await openEmbeddedWorld(0o700);
  systemDir = await mkdtemp(path.join(tmpdir(), "slotwise-system-"));
  await chmod(systemDir, 0o755);
});
afterEach(async () => {
  await world.close();
  await rm(systemDir, { recursive: true });
});

const copyPackage = async (folder: string): Promise<string> => {
  const packageFolder = path.join(folder, "package");
  await cp(installed, packageFolder, { recursive: true, verbatimSymlinks: true });
  return packageFolder;
};

/** As `npm ci --ignore-scripts` leaves it. */
const removeLinks = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(path.join(entry.parentPath, entry.name));
  }
};

describe("a repository and data in a folder that only its owner may enter", () => {
  test("are served, by an unprivileged user, start after start", async () => {
    const packageFolder = await copyPackage(world.folder);
    const first = await world.start({ packageFolder, systemDir });
    await writeNote(first.url);
    await first.stop();
    const second = await world.start({ packageFolder, systemDir });
    expect(await readNotes(second.url)).toEqual(["kept"]);
    const { uid } = await stat(path.join(world.dataDir, "postgres"));
    expect(uid).not.toBe(0);
    const pointer = await lstat(path.join(world.dataDir, "postgres"));
    expect(pointer.isSymbolicLink()).toBe(root);
    const told = world.reports.filter((report) => /copied|kept outside/.test(report));
    expect(told).toHaveLength(root ? 2 : 0);
  });
});

describe("a package installed without its install script", () => {
  test("works from a copy that has the missing links", async () => {
    const packageFolder = await copyPackage(world.folder);
    await removeLinks(packageFolder);
    const { url } = await world.start({ packageFolder, systemDir });
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(world.reports).toContain("the PostgreSQL binaries were copied");
  });
});

describe("an ordinary user", () => {
  const daemon = 1;

  test("runs the server as themselves, in their own folder", async () => {
    const uid = root ? daemon : process.getuid?.();
    const packageFolder = await copyPackage(systemDir);
    const theirs = path.join(systemDir, "home");
    await mkdir(theirs);
    const dataDir = path.join(theirs, "data");
    await mkdir(dataDir);
    if (root) {
      await chown(theirs, daemon, daemon);
      await chown(dataDir, daemon, daemon);
    }
    await chmod(theirs, 0o700);
    const child = await world.startInChild({
      packageFolder,
      dataDir,
      ...(root ? { uid: daemon } : {}),
    });
    await writeNote(child.url);
    expect((await stat(path.join(dataDir, "postgres"))).uid).toBe(uid);
    await child.stop();
  });
});
