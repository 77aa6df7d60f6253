import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pageOf, readCursor } from "./cursor.ts";

describe("a cursor", () => {
  const row = fc.record({
    id: fc.uuid(),
    created_at: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
  });

  test("names the last row of its page", () =>
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const limit = rows.length - 1;
        const { page, nextCursor } = pageOf(rows, limit);
        const last = page.at(-1);
        expect(page).toHaveLength(limit);
        expect(readCursor(nextCursor ?? "")).toEqual({ createdAt: last?.created_at, id: last?.id });
      }),
    ));

  test("is missing on the last page", () => {
    const rows = [{ id: crypto.randomUUID(), created_at: new Date(0) }];
    expect(pageOf(rows, 1)).toEqual({ page: rows, nextCursor: null });
  });

  test("of somebody else is told from the start of a list", () => {
    expect(readCursor(undefined)).toBeNull();
    const foreign = [
      "",
      "x",
      "bnVsbA",
      Buffer.from('["2026-03-02T00:00:00Z"]').toString("base64url"),
    ];
    expect(foreign.map(readCursor)).toEqual(foreign.map(() => "invalid"));
  });
});
