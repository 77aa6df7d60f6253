import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { amountInAdvance, refundDue, takerOf } from "./payment.ts";

const now = new Date("2026-02-05T09:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const paid = { minor: 1_001, currency: "USD" };
const steps = [
  { hoursBefore: 48, percent: 100 },
  { hoursBefore: 24, percent: 50 },
];

describe("what is asked for in advance", () => {
  test.each([
    ["all of it", { minor: null, percent: null }, 1, 145_00],
    ["an amount for each person", { minor: 50_00, percent: null }, 2, 100_00],
    ["never more than the price", { minor: 900_00, percent: null }, 1, 145_00],
    ["a part, halves up", { minor: null, percent: 33 }, 1, 4_785],
  ])("%s", (_name, deposit, people, amount) => {
    expect(amountInAdvance(145_00, deposit, people)).toBe(amount);
  });

  test.each([
    [145_01, 50, 7_251],
    [3, 50, 2],
    [1_500_000, 30, 450_000],
  ])("%i at %i %% is %i", (due, percent, amount) => {
    expect(amountInAdvance(due, { minor: null, percent }, 1)).toBe(amount);
  });
});

describe("what is given back", () => {
  test.each([
    [72, 1_001],
    [48, 1_001],
    [47.99, 501],
    [24, 501],
    [23.99, 0],
    [-1, 0],
  ])("%d hours before: %i", (hours, minor) => {
    const due = refundDue(steps, paid, { by: "lead", now, start: inHours(hours) });
    expect(due).toEqual({ minor, currency: "USD" });
  });

  test("all of it when the house or its staff take the appointment away, or it is given up", () => {
    for (const by of ["system", "provider"] as const) {
      expect(refundDue(steps, paid, { by, now, start: inHours(1) })).toEqual(paid);
    }
    expect(refundDue(steps, paid, { by: "lead", now, start: null })).toEqual(paid);
  });

  test("is for people to decide without a policy", () => {
    expect(refundDue(null, paid, { by: "system", now, start: inHours(100) })).toBeNull();
  });

  test("is never more than was paid and never less than the policy's part", () => {
    const step = fc.record({
      hoursBefore: fc.integer({ min: 0, max: 500 }),
      percent: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(
        fc.array(step),
        fc.nat(1e9),
        fc.integer({ min: -50, max: 600 }),
        (table, minor, hours) => {
          const due = refundDue(
            table,
            { minor, currency: "VND" },
            { by: "lead", now, start: inHours(hours) },
          );
          const best = table.filter(({ hoursBefore }) => hoursBefore <= hours);
          const percent = best.reduce((most, one) => Math.max(most, one.percent), 0);
          expect(due?.minor).toBeLessThanOrEqual(minor);
          expect(due?.minor).toBeGreaterThanOrEqual((minor * percent) / 100);
          expect(due?.minor).toBeLessThan((minor * percent) / 100 + 1);
        },
      ),
    );
  });
});

test("a card is taken by whoever is connected, a company by its name, the rest by people", () => {
  expect(takerOf("card", ["square"])).toBe("square");
  expect(takerOf("square", ["stripe", "square"])).toBe("square");
  expect(takerOf("square", ["stripe"])).toBeNull();
  expect(takerOf("card", [])).toBeNull();
  expect(takerOf("bank_transfer", ["stripe"])).toBeNull();
  expect(takerOf(null, ["stripe"])).toBeNull();
});
