import { spawn } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  type EmbeddedWorld,
  openEmbeddedWorld,
  readNotes,
  writeNote,
} from "../../test/embedded-world.ts";

let world: EmbeddedWorld;
beforeEach(async () => {
  world = await openEmbeddedWorld();
});
afterEach(() => world.close());

const killServer = async (): Promise<number> => {
  const pid = await world.serverPid();
  if (pid === undefined) throw new Error("No server runs");
  process.kill(pid, "SIGKILL");
  return pid;
};

describe("a server whose process was killed", () => {
  test("is adopted by the next start, which also stops it", async () => {
    const killed = await world.startInChild();
    await writeNote(killed.url);
    await killed.kill();
    const next = await world.start();
    expect(next).toMatchObject({ adopted: true, url: killed.url });
    expect(await readNotes(next.url)).toEqual(["kept"]);
    await next.stop();
    expect(await world.serverPid()).toBeUndefined();
  });

  test("is stopped when the process ends in order", async () => {
    const child = await world.startInChild();
    expect(await world.serverPid()).toBeDefined();
    await child.stop();
    expect(await world.serverPid()).toBeUndefined();
  });
});

describe("a server that was killed itself", () => {
  test("comes back under the same url while a process holds it", async () => {
    const server = await world.start();
    await writeNote(server.url);
    const killed = await killServer();
    await expect
      .poll(() => readNotes(server.url).catch(String), { timeout: 10_000 })
      .toEqual(["kept"]);
    expect(await world.serverPid()).not.toBe(killed);
    expect(world.reports).toContain("the embedded database ended and is started again");
  });

  test("together with its process comes back with the next start", async () => {
    const child = await world.startInChild();
    await writeNote(child.url);
    await child.kill();
    await killServer();
    const next = await world.start();
    expect(await readNotes(next.url)).toEqual(["kept"]);
  });

  test("comes back when another program has its process number since", async () => {
    const first = await world.start();
    await writeNote(first.url);
    const pidFile = path.join(world.dataDir, "postgres/postmaster.pid");
    const left = await readFile(pidFile, "utf8");
    await first.stop();
    const socketDir = decodeURIComponent(new URL(first.url).hostname);
    const { uid, gid } = await stat(path.dirname(pidFile));
    const other = spawn("sleep", ["60"], { uid, gid });
    await writeFile(pidFile, left.replace(/^\d+/, String(other.pid)));
    await writeFile(path.join(socketDir, ".s.PGSQL.5432.lock"), `${other.pid}\n`);
    const next = await world.start();
    other.kill();
    expect(await readNotes(next.url)).toEqual(["kept"]);
  });
});
