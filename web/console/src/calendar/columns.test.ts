import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { placeBeside } from "./columns.ts";

const stretches = fc.array(
  fc
    .record({
      start: fc.integer({ min: 0, max: 1_400 }),
      minutes: fc.integer({ min: 5, max: 300 }),
    })
    .map(({ start, minutes }) => ({ start, end: start + minutes, what: `${start}` })),
  { maxLength: 30 },
);

describe("what stands beside each other", () => {
  test("nothing is lost, and nothing covers anything else", () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const placed = placeBeside(all);
        expect(placed).toHaveLength(all.length);
        for (const one of placed) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of placed) {
            if (other === one || other.start >= one.end || one.start >= other.end) continue;
            // Of one group, so that shares of the width are of the same size.
            expect(other.lanes).toBe(one.lanes);
            expect(other.lane).not.toBe(one.lane);
          }
        }
      }),
    );
  });

  test("what follows another has the whole width", () => {
    const placed = placeBeside([
      { start: 60, end: 90, what: "b" },
      { start: 30, end: 60, what: "a" },
    ]);
    expect(placed.map(({ what, lane, lanes }) => [what, lane, lanes])).toEqual([
      ["a", 0, 1],
      ["b", 0, 1],
    ]);
  });
});
