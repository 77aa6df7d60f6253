import { describe, expect, test } from "vitest";
import { findSlots, isSlotFree } from "#src/domain/availability/find-slots.ts";
import type { FindSlotsInput } from "#src/domain/availability/find-slots-input.ts";
import { availabilityCase, coverage } from "./availability-cases.ts";
import { oracleSlots, oracleVerdicts } from "./availability-oracle.ts";

/** More cases on demand: AVAILABILITY_CASES=50000 npx vitest run test/availability-oracle.test.ts */
const CASES = Number(process.env.AVAILABILITY_CASES ?? 3500);

/** What must have decided alone about a start in one case of two hundred, or it was not compared. */
const DECIDING = [
  "notice",
  "horizon",
  "season",
  "daily_cap",
  "closed",
  "time_off",
  "busy",
  "seats",
  "resource",
  "continues",
];

/** Whether a start is free only because the later parts of bookings do not count for the cap. */
const offersMoreThanCounted = (
  input: FindSlotsInput,
  around: number,
  free: readonly number[],
): boolean => {
  if (input.service.maxPerDay === undefined || free.length === 0) return false;
  const busy = input.busy.map((entry) => ({ ...entry, continues: false }));
  return oracleSlots(oracleVerdicts({ ...input, busy }, around)).length < free.length;
};

const numbers = Array.from({ length: CASES }, (_, number) => number);

describe("the free slots, found by walking every minute", () => {
  test(
    "are the ones findSlots gives, around every kind of clock change",
    () => {
      const different: unknown[] = [];
      const decided = new Map<string, number>();
      const count = (what: string) => decided.set(what, (decided.get(what) ?? 0) + 1);
      let offered = 0;
      for (const number of numbers) {
        const { input, around } = availabilityCase(number);
        const verdicts = oracleVerdicts(input, around);
        const expected = oracleSlots(verdicts);
        const found = findSlots(input);
        offered += expected.length;
        if (found.join() !== expected.join()) different.push({ number, found, expected });
        const alone = verdicts.filter(({ refusedBy }) => refusedBy.length === 1);
        for (const rule of new Set(alone.flatMap(({ refusedBy }) => refusedBy))) count(rule);
        if (offersMoreThanCounted(input, around, expected)) count("continues");
      }
      expect(different).toEqual([]);
      for (const rule of DECIDING) {
        expect(decided.get(rule) ?? 0, rule).toBeGreaterThanOrEqual(CASES / 200);
      }
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
