import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import {
  type EmbeddedWorld,
  openEmbeddedWorld,
  query,
  readNotes,
  writeNote,
} from "../../test/embedded-world.ts";
import { postgresPackage } from "./postgres-binaries.ts";

let world: EmbeddedWorld;
beforeEach(async () => {
  world = await openEmbeddedWorld();
});
afterEach(() => world.close());

describe("the database we run ourselves", () => {
  test("listens on no network port and writes to the disk before it says so", async () => {
    const { url, adopted } = await world.start();
    const [settings] = await query(
      url,
      "select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync",
    );
    expect({ adopted, ...settings }).toEqual({ adopted: false, addresses: "", fsync: "on" });
  });

  test("knows Vietnamese letters", async () => {
    const { url } = await world.start();
    await query(url, "create extension pg_trgm");
    const [row] = await query(
      url,
      "select lower('ĐẶNG ƯỚC') as lower, show_trgm('đặng') = show_trgm('ĐẶNG') as same, cardinality(show_trgm('đặng')) as trigrams",
    );
    expect(row).toEqual({ lower: "đặng ước", same: true, trigrams: 5 });
  });

  test("keeps what was written from one start to the next", async () => {
    const first = await world.start();
    await writeNote(first.url);
    await first.stop();
    const second = await world.start();
    expect(second).toMatchObject({ adopted: false, url: first.url });
    expect(await readNotes(second.url)).toEqual(["kept"]);
  });

  test("does not keep its user's password, name or keys in its environment", async () => {
    vi.stubEnv("SECRET_KEY", "hush");
    const { url } = await world.start();
    await query(url, "create table environment (line text)");
    await query(url, "copy environment from program 'env'");
    const lines = await query(url, "select line from environment where line like '%hush%'");
    vi.unstubAllEnvs();
    expect(lines).toEqual([]);
  });

  test("is reached by a short path however long the folder for temporary files is", async () => {
    vi.stubEnv("TMPDIR", path.join(tmpdir(), "x".repeat(120)));
    const { url } = await world.start();
    vi.unstubAllEnvs();
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("several processes on one database", () => {
  test("that start at once share one server, and the last to leave stops it", async () => {
    const servers = await Promise.all([world.start(), world.start(), world.startInChild()]);
    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
    const [first, second, third] = servers;
    await first.stop();
    await second.stop();
    await writeNote(third.url);
    expect(await world.serverPid()).toBeDefined();
    await third.stop();
    expect(await world.serverPid()).toBeUndefined();
  });
});

describe("a system without PostgreSQL binaries", () => {
  test.each([
    ["sunos", "x64"],
    ["win32", "x64"],
    ["linux", "s390x"],
  ])("%s %s is told to set DATABASE_URL", (platform, arch) => {
    expect(() => postgresPackage(platform, arch)).toThrow(/DATABASE_URL/);
  });
});
