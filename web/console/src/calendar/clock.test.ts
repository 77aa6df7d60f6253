import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, instantAt, mondayOf, wallOf } from "./clock.ts";

const zones = ["Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"];

describe("the clock of a zone", () => {
  test("a wall time leads to the instant that shows it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 3_650 * 24 * 60 }),
        (zone, minutes) => {
          const instant = Date.UTC(2024, 0, 1) + minutes * 60_000;
          const wall = wallOf(zone, instant);
          // In the hour that comes twice either of the two will do.
          expect(wallOf(zone, instantAt(zone, wall))).toEqual(wall);
        },
      ),
    );
  });

  test.each([
    ["America/New_York", "2026-03-08", 10 * 60, "2026-03-08T14:00:00.000Z"],
    ["America/New_York", "2026-03-07", 10 * 60, "2026-03-07T15:00:00.000Z"],
    ["Asia/Ho_Chi_Minh", "2026-03-02", 9 * 60, "2026-03-02T02:00:00.000Z"],
  ])("in %s on %s", (zone, date, minutes, instant) => {
    expect(instantAt(zone, { date, minutes })).toBe(instant);
  });

  test("weeks begin on Monday, and dates go over the ends of months", () => {
    expect([mondayOf("2026-03-01"), mondayOf("2026-03-02"), mondayOf("2026-03-08")]).toEqual([
      ...["2026-02-23", "2026-03-02", "2026-03-02"],
    ]);
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  });
});
