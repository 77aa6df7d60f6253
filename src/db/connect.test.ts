import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { connect } from "./connect.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await openTestDatabase();
});
afterAll(() => world.close());

const read = async (expression: string): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(
    world.db,
  );
  return rows[0]?.value;
};

describe("a value read from the database", () => {
  test.each([
    ["a bigint is a number", "9007199254740991::bigint", 9007199254740991],
    ["bigints in a list are numbers", "array[1, null]::bigint[]", [1, null]],
    ["a day stays a day", "date '2026-03-29'", "2026-03-29"],
    ["days in a list stay days", "array[date '2026-03-29']", ["2026-03-29"]],
    ["an exact number stays text", "1.10::numeric", "1.10"],
    [
      "an instant is an instant whatever zone wrote it",
      "timestamptz '2026-03-29 08:00+07'",
      new Date("2026-03-29T01:00:00Z"),
    ],
    [
      "a span of time is text in UTC",
      "tstzrange('2026-03-29 08:00+07', '2026-03-29 09:00+07')",
      '["2026-03-29 01:00:00+00","2026-03-29 02:00:00+00")',
    ],
    ["no value is null", "null::bigint", null],
  ])("%s", async (_title, expression, expected) => {
    expect(await read(expression)).toEqual(expected);
  });

  test("a bigint that a number cannot hold is refused", async () => {
    await expect(read("9007199254740992::bigint")).rejects.toThrow(RangeError);
  });
});

describe("a connection", () => {
  test("works in UTC", async () => {
    expect(await read("current_setting('timezone')")).toBe("UTC");
  });

  test("gives a statement up after its time", async () => {
    const log = { info: () => undefined, warn: () => undefined };
    const db = connect({ url: world.url, max: 1, log, statementTimeoutMs: 50 });
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: "57014" });
    await db.destroy();
  });

  test("that is lost while idle is reported and replaced", async () => {
    const warnings: unknown[] = [];
    const warn = (fields: object, message: string) => warnings.push({ ...fields, message });
    const db = connect({ url: world.url, max: 1, log: { info: () => undefined, warn } });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(world.db);
    await expect
      .poll(() => warnings)
      .toEqual([
        {
          message: "an idle database connection was lost",
          reason: "terminating connection due to administrator command",
        },
      ]);
    await sql`select 1`.execute(db);
    await db.destroy();
  });
});
