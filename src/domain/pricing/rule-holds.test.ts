import { describe, expect, test } from "vitest";

import type { PriceCondition, PriceRule } from "./price-rule.ts";
import { type PriceFacts, ruleHolds } from "./rule-holds.ts";

const DAY = 86_400_000;
/** Wednesday, 14:00 in Ho Chi Minh City. */
const start = Date.parse("2026-02-11T07:00:00Z");

const facts = (difference: Partial<PriceFacts> = {}): PriceFacts => ({
  ...{ now: start - 2 * DAY, start, timezone: "Asia/Ho_Chi_Minh" },
  ...{ serviceId: "crowns", locationId: "q1", visit: null, visits: null },
  filled: () => null,
  ...difference,
});

const holds = (
  condition: PriceCondition,
  known: Partial<PriceFacts> = {},
  difference: Partial<PriceRule> = {},
) =>
  ruleHolds(
    {
      ...{ id: "a", version: 1, name: { vi: "", en: "" }, priority: 0, combines: false },
      ...{ condition, change: { percent: -10 }, floorMinor: null, ceilingMinor: null },
      ...{ serviceId: null, locationId: null },
      ...difference,
    },
    facts(known),
  );

const from = (fromMinute: number, toMinute: number, weekdays?: readonly number[]) =>
  ({ kind: "off_peak", times: [{ weekdays, fromMinute, toMinute }] }) as const;

describe("off-peak hours", () => {
  test.each([
    ["on the clock of the place", from(14 * 60, 15 * 60), true],
    ["not after them", from(13 * 60, 14 * 60), false],
    ["on that weekday", from(0, 1440, [3]), true],
    ["not on another", from(0, 1440, [2]), false],
  ])("%s", (_when, condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });
});

describe("the fill rate", () => {
  const full = { kind: "fill_rate", of: "provider", atLeast: 60, withinDays: 3 } as const;

  test("holds from its bound on", () => {
    expect(holds(full, { filled: () => 60 })).toBe(true);
    expect(holds(full, { filled: () => 59.9 })).toBe(false);
  });

  test("what is not known makes no rule hold", () => {
    expect(holds({ kind: "fill_rate", of: "provider", atMost: 50 })).toBe(false);
  });

  test("only for slots that start soon", () => {
    expect(holds(full, { filled: () => 90, now: start - 4 * DAY })).toBe(false);
  });

  test("asks about whom it is of", () => {
    const filled = (of: string) => (of === "location" ? 80 : 10);
    expect(holds({ ...full, of: "location" }, { filled })).toBe(true);
    expect(holds(full, { filled })).toBe(false);
  });
});

describe("volume", () => {
  test("counts in a series from the visit named on", () => {
    const third = { kind: "volume", of: "series", from: 3 } as const;
    expect([1, 2, 3, 4].map((visit) => holds(third, { visit }))).toEqual([
      ...[false, false],
      ...[true, true],
    ]);
    expect(holds(third)).toBe(false);
  });

  test("counts visits of the lead before the slot, as far back as it says", () => {
    const third = { kind: "volume", of: "lead", from: 3, withinDays: 30 } as const;
    const ago = (days: number) => start - days * DAY;
    expect(holds(third, { visits: [ago(1), ago(30)] })).toBe(true);
    expect(holds(third, { visits: [ago(1), ago(31)] })).toBe(false);
    expect(holds(third, { visits: [ago(1), ago(-1)] })).toBe(false);
    expect(holds(third)).toBe(false);
  });
});

describe("a scope", () => {
  const always = from(0, 1440);

  test("keeps a rule to its service and its place", () => {
    expect(holds(always, {}, { serviceId: "crowns", locationId: "q1" })).toBe(true);
    expect(holds(always, {}, { serviceId: "fillings" })).toBe(false);
    expect(holds(always, {}, { locationId: "q7" })).toBe(false);
  });
});
