import { describe, expect, test } from "vitest";
import { findSlots, isSlotFree } from "#src/domain/availability/find-slots.ts";
import { availabilityCase, coverage } from "./availability-cases.ts";
import { oracleSlots } from "./availability-oracle.ts";

/** More cases on demand: AVAILABILITY_CASES=50000 npx vitest run test/availability-oracle.test.ts */
const CASES = Number(process.env.AVAILABILITY_CASES ?? 3500);

const numbers = Array.from({ length: CASES }, (_, number) => number);

describe("the free slots, found by walking every minute", () => {
  test(
    "are the ones findSlots gives, around every kind of clock change",
    () => {
      const different: unknown[] = [];
      let offered = 0;
      for (const number of numbers) {
        const { input, around } = availabilityCase(number);
        const expected = oracleSlots(input, around);
        const found = findSlots(input);
        offered += expected.length;
        if (found.join() !== expected.join()) different.push({ number, input, found, expected });
      }
      expect(different).toEqual([]);
      expect(coverage.zones).toBeGreaterThanOrEqual(40);
      expect(offered).toBeGreaterThan(CASES);
    },
    60_000 + 30 * CASES,
  );

  test("are the ones a check of a single start lets through", () => {
    for (const number of numbers.slice(0, 300)) {
      const { input } = availabilityCase(number);
      const offered = new Set(findSlots(input));
      const first = Math.ceil(input.rangeStart / 60_000) * 60_000;
      const checked = Array.from({ length: 40 }, (_, index) => first + index * 300_000);
      for (const start of checked.filter((at) => at < input.rangeEnd)) {
        expect(isSlotFree(input, start)).toBe(offered.has(start));
      }
      for (const start of offered) expect(isSlotFree(input, start)).toBe(true);
    }
  }, 60_000);
});
