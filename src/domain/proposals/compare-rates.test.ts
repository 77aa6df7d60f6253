import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareRates, wilsonInterval } from "./compare-rates.ts";

describe("Wilson's interval", () => {
  test("is that of the books", () => {
    expect(wilsonInterval({ count: 10, of: 20 })?.from).toBeCloseTo(0.2993, 4);
    expect(wilsonInterval({ count: 10, of: 20 })?.to).toBeCloseTo(0.7007, 4);
    expect(wilsonInterval({ count: 0, of: 10 })?.to).toBeCloseTo(0.2775, 4);
  });

  test("says nothing of nothing", () => {
    expect(wilsonInterval({ count: 0, of: 0 })).toBeNull();
    expect(compareRates({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
  });
});

describe("two shares compared", () => {
  test("is Newcombe's own example", () => {
    const compared = compareRates({ count: 56, of: 70 }, { count: 48, of: 80 });
    expect(compared?.from).toBeCloseTo(0.0524, 4);
    expect(compared?.to).toBeCloseTo(0.3339, 4);
    expect(compared?.significant).toBe(true);
  });

  test("few cases prove nothing", () => {
    expect(compareRates({ count: 6, of: 10 }, { count: 4, of: 10 })?.significant).toBe(false);
  });

  test("turned round it says the same with the other sign", () => {
    const rate = fc
      .integer({ min: 1, max: 1_000 })
      .chain((of) => fc.record({ of: fc.constant(of), count: fc.integer({ min: 0, max: of }) }));
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        const [one, other] = [compareRates(a, b), compareRates(b, a)];
        expect(one?.difference).toBeCloseTo(-(other?.difference ?? 0), 10);
        expect(one?.from).toBeCloseTo(-(other?.to ?? 0), 10);
        expect(one?.significant).toBe(other?.significant);
        expect(one?.from).toBeLessThanOrEqual((one?.difference ?? 0) + 1e-12);
      }),
    );
  });
});
