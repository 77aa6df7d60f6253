import { isDeepStrictEqual } from "node:util";

import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { openTestDatabase, type TestDatabase } from "./database.ts";
import { actualColumns, type Tables } from "./schema-columns.ts";
import { declaredColumns } from "./schema-types.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await openTestDatabase();
});
afterAll(() => world.close());

const HINT =
  "src/db/schema.ts (-) and the migrated database (+) differ. To see what the database has: " +
  "npx kysely-codegen --dialect postgres --date-parser string --print --url <its url>";

// The compiler reads all of kysely's types.
vi.setConfig({ testTimeout: 60_000 });

/** One line a column, so that a difference shows the column's name. */
const lines = (tables: Tables): string[] =>
  Object.entries(tables)
    .flatMap(([table, columns]) =>
      Object.entries(columns).map(
        ([name, column]) =>
          `${table}.${name}: ${column.kind}${column.null ? " or null" : ""}, ${column.insert} when inserted`,
      ),
    )
    .sort();

test("the declared tables are those of the database, column by column", async () => {
  expect(lines(await actualColumns(world.db)), HINT).toEqual(lines(declaredColumns()));
});

describe("the comparison", () => {
  const table = `create table samples (
    always int generated always as identity, at timestamptz not null default now(),
    words text[] not null, note text, facts jsonb not null, span tstzrange not null)`;
  const columns = [
    "always: GeneratedAlways<number>",
    "at: Generated<Date>",
    "words: string[]",
    "note: string | null",
    "facts: import('kysely').JSONColumnType<{ a: number }[]>",
    "span: string",
  ];
  const mistakes = [
    columns.slice(1),
    [...columns, "more: string"],
    columns.with(0, "always: Generated<number>"),
    columns.with(1, "at: Date"),
    columns.with(1, "at: Generated<string>"),
    columns.with(2, "words: number[]"),
    columns.with(2, "words: string"),
    columns.with(3, "note: string"),
    columns.with(4, "facts: { a: number }[]"),
    columns.with(5, "span: string | null"),
    columns.with(5, "span: Generated<string>"),
  ];

  test("finds alike what agrees and different what does not", async () => {
    await sql.raw(table).execute(world.db);
    const { samples } = await actualColumns(world.db);
    const tables = [columns, ...mistakes].map(
      (members, n) => `table${n}: { ${members.join("; ")} }`,
    );
    const declared = declaredColumns(`interface Database { ${tables.join("; ")} }`);
    const alike = Object.keys(declared).filter((name) =>
      isDeepStrictEqual(declared[name], samples),
    );
    expect(alike).toEqual(["table0"]);
  });
});
