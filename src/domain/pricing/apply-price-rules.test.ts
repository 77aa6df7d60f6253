import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { applyPriceRules } from "./apply-price-rules.ts";
import type { PriceRule } from "./price-rule.ts";

const quiet = { kind: "off_peak", times: [] } as const;

const rule = (id: string, difference: Partial<PriceRule>): PriceRule => ({
  ...{ id, version: 1, name: { vi: id, en: id }, priority: 0, combines: false },
  ...{ condition: quiet, change: { percent: -10 }, floorMinor: null, ceilingMinor: null },
  ...{ serviceId: null, locationId: null },
  ...difference,
});

const applied = (list: number, rules: readonly PriceRule[]) => {
  const { minor, bounded, rules: by } = applyPriceRules(list, rules);
  return { minor, bounded, by: by.map(({ id }) => id) };
};

describe("what rules make of a price", () => {
  test("none leaves the list price", () => {
    expect(applied(450_000, [])).toEqual({ minor: 450_000, bounded: false, by: [] });
  });

  test("the highest priority decides, and alone when it stands alone", () => {
    const rules = [
      rule("a", { change: { percent: -10 } }),
      rule("b", { priority: 5, change: { percent: -20 } }),
      rule("c", { combines: true, change: { percent: -30 } }),
    ];
    expect(applied(500_000, rules)).toEqual({ minor: 400_000, bounded: false, by: ["b"] });
  });

  test("those that combine are added on the list price", () => {
    const rules = [
      rule("a", { combines: true, priority: 2, change: { percent: -10 } }),
      rule("b", { priority: 1, change: { percent: -50 } }),
      rule("c", { combines: true, change: { minor: -20_000 } }),
    ];
    expect(applied(500_000, rules)).toEqual({ minor: 430_000, bounded: false, by: ["a", "c"] });
  });

  test("a floor ends a discount, a ceiling a surcharge, and neither turns one into the other", () => {
    const floor = rule("a", { change: { percent: -50 }, floorMinor: 400_000 });
    const ceiling = rule("b", { change: { percent: 50 }, ceilingMinor: 600_000 });
    expect(applied(500_000, [floor])).toMatchObject({ minor: 400_000, bounded: true });
    expect(applied(300_000, [floor])).toMatchObject({ minor: 300_000, bounded: true });
    expect(applied(500_000, [ceiling])).toMatchObject({ minor: 600_000, bounded: true });
    expect(applied(700_000, [ceiling])).toMatchObject({ minor: 700_000, bounded: true });
  });

  test("parts of a minor unit are rounded once, halves up", () => {
    const third = (id: string) => rule(id, { combines: true, change: { percent: -33 } });
    expect(applied(150, [third("a"), third("b")]).minor).toBe(51);
    expect(applied(5, [rule("a", { change: { percent: -10 } })]).minor).toBe(5);
  });
});

describe("for any list price and any rules", () => {
  const minor = fc.integer({ min: 0, max: 1_000_000_000 });
  const change = fc.oneof(
    fc.integer({ min: -100, max: 500 }).map((percent) => ({ percent })),
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((by) => ({ minor: by })),
  );
  const bound = fc.option(minor, { nil: null });
  const anyRule = fc
    .record({
      ...{ id: fc.uuid(), priority: fc.integer({ min: -3, max: 3 }), combines: fc.boolean() },
      ...{ change, floorMinor: bound, ceilingMinor: bound },
    })
    .map(({ id, ...difference }) => rule(id, difference));
  const rules = fc.uniqueArray(anyRule, { selector: ({ id }) => id, maxLength: 6 });

  test("a price is a whole amount, never negative, within the bounds of the rules that made it", () => {
    fc.assert(
      fc.property(minor, rules, (list, holding) => {
        const made = applyPriceRules(list, holding);
        expect(Number.isSafeInteger(made.minor)).toBe(true);
        expect(made.minor).toBeGreaterThanOrEqual(0);
        for (const { floorMinor, ceilingMinor } of made.rules) {
          if (floorMinor !== null) {
            expect(made.minor).toBeGreaterThanOrEqual(Math.min(list, floorMinor));
          }
          if (ceilingMinor !== null) {
            expect(made.minor).toBeLessThanOrEqual(Math.max(list, ceilingMinor));
          }
        }
      }),
    );
  });

  test("the order in which rules are given does not matter", () => {
    const shuffled = rules.chain((holding) =>
      fc.tuple(
        fc.constant(holding),
        fc.shuffledSubarray(holding, { minLength: holding.length, maxLength: holding.length }),
      ),
    );
    fc.assert(
      fc.property(minor, shuffled, (list, [holding, other]) => {
        expect(applyPriceRules(list, other)).toEqual(applyPriceRules(list, holding));
      }),
    );
  });

  test("rules that only lower never raise, and the other way round", () => {
    fc.assert(
      fc.property(minor, rules, (list, holding) => {
        const made = applyPriceRules(list, holding);
        const signs = made.rules.map(({ change: by }) =>
          Math.sign("percent" in by ? by.percent : by.minor),
        );
        if (signs.every((sign) => sign <= 0)) expect(made.minor).toBeLessThanOrEqual(list);
        if (signs.every((sign) => sign >= 0)) expect(made.minor).toBeGreaterThanOrEqual(list);
      }),
    );
  });
});
