import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { onDatabase, withClient } from "../../test/database-admin.ts";
import { connect, type Db } from "./connect.ts";
import { migrateToLatest } from "./migrate.ts";

const log = { info: () => undefined, warn: () => undefined };

let world: TestDatabase;
let folder: string;
let name: string;
let db: Db;

/** An empty database beside the migrated one, and a folder of migrations. */
beforeEach(async () => {
  world = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "slotwise-migrations-"));
  name = `${new URL(world.url).pathname.slice(1)}_empty`;
  await withClient(world.url, (client) => client.query(`create database ${name}`));
  db = connect({ url: onDatabase(world.url, name), max: 5, log });
});
afterEach(async () => {
  await db.destroy();
  await withClient(world.url, (client) => client.query(`drop database ${name} with (force)`));
  await world.close();
  await rm(folder, { recursive: true });
});

const add = (file: string, statement: string) =>
  writeFile(
    path.join(folder, file),
    `export const up = async (db) => {
      await db.executeQuery({ sql: ${JSON.stringify(statement)}, parameters: [], query: { kind: "RawNode" } });
    };`,
  );

const tables = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%' order by 1`.execute(db);
  return rows.map((row) => row.name);
};

describe("migrating", () => {
  test("by several processes at once runs each migration once", async () => {
    await add("0001_a.ts", "create table a (id int)");
    await add("0002_b.ts", "create table b (id int)");
    await Promise.all([1, 2, 3].map(() => migrateToLatest(db, log, folder)));
    expect(await tables()).toEqual(["a", "b"]);
  });

  test("that fails half-way leaves the database as it was and says where", async () => {
    await add("0001_a.ts", "create table a (id int)");
    await add("0002_b.ts", "create table a (id int)");
    await expect(migrateToLatest(db, log, folder)).rejects.toMatchObject({
      message: "Migration 0002_b failed",
      cause: { code: "42P07" },
    });
    expect(await tables()).toEqual([]);
  });

  test("refuses a file that is no migration", async () => {
    await writeFile(path.join(folder, "0001_a.ts"), "export const down = 1;");
    await expect(migrateToLatest(db, log, folder)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("0001_a.ts") },
    });
  });
});
