import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { onDatabase, withClient } from "../../test/database-admin.ts";
import { connect, type Db } from "./connect.ts";
import { MIGRATION_FOLDER, migrateToLatest } from "./migrate.ts";

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
      message: 'Migration 0002_b failed: relation "a" already exists',
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

/** Every column, constraint, index, trigger and function, a line each. */
const objects = async (of: Db): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`
    select table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable as line
      from information_schema.columns where table_schema = 'public'
    union all select conrelid::regclass || ': ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select pg_get_functiondef(p.oid) from pg_proc p
      where pronamespace = 'public'::regnamespace and prokind = 'f'
        and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    order by line`.execute(of);
  return rows.map(({ line }) => line);
};

const executed = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
};

describe("a database in use reaches the newest version", () => {
  const landed = async (chosen: (file: string) => boolean) => {
    for (const file of (await readdir(MIGRATION_FOLDER)).filter(chosen)) {
      await symlink(path.join(MIGRATION_FOLDER, file), path.join(folder, file));
    }
    await migrateToLatest(db, log, folder);
  };

  test("when it ran 0008_versions_of_every_write without 0008_suggestions", async () => {
    await landed((file) => file < "0008" || file.startsWith("0008_versions"));
    await migrateToLatest(db, log);
    expect(await objects(db)).toEqual(await objects(world.db));
  });

  test("when it has all that 0008_versions_of_every_write and 0009_time_by_its_end do", async () => {
    await landed((file) => file < "0011");
    const repeated = ["0008_versions_of_every_write", "0009_time_by_its_end"];
    await sql`delete from kysely_migration where name = any(${repeated})`.execute(db);
    await migrateToLatest(db, log);
    expect(await executed()).toEqual(expect.arrayContaining(repeated));
    expect(await objects(db)).toEqual(await objects(world.db));
  });
});
