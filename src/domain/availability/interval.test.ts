import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Interval, intersect, merge, subtract, timesOfLoad } from "./interval.ts";

const some = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 }))
    .map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 10 },
);

const instants = Array.from({ length: 50 }, (_, instant) => instant);

const count = (intervals: readonly Interval[], instant: number): number =>
  intervals.filter(({ start, end }) => start <= instant && instant < end).length;

/** Ascending, none empty, none touching. */
const isCanonical = (intervals: readonly Interval[]): boolean =>
  intervals.every(({ start, end }, index) => {
    const next = intervals[index + 1];
    return start < end && (!next || end < next.start);
  });

describe("intervals", () => {
  test("merged hold the same instants", () => {
    fc.assert(
      fc.property(some, (intervals) => {
        const merged = merge(intervals);
        expect(isCanonical(merged)).toBe(true);
        for (const instant of instants) {
          expect(count(merged, instant)).toBe(Math.min(1, count(intervals, instant)));
        }
      }),
    );
  });

  test("subtracted and intersected split one list in two", () => {
    fc.assert(
      fc.property(some, some, (from, taken) => {
        const left = subtract(merge(from), merge(taken));
        const common = intersect(merge(from), merge(taken));
        expect(merge([...left, ...common])).toEqual(merge(from));
        for (const instant of instants) {
          expect(count(left, instant) > 0 && count(taken, instant) > 0).toBe(false);
          expect(count(common, instant) > 0 && count(taken, instant) === 0).toBe(false);
        }
      }),
    );
  });

  test("reach a load exactly where that many run at once", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (intervals, peak) => {
        const loaded = timesOfLoad(intervals, peak);
        expect(isCanonical(loaded)).toBe(true);
        for (const instant of instants) {
          expect(count(loaded, instant) > 0).toBe(count(intervals, instant) >= peak);
        }
      }),
    );
  });
});
