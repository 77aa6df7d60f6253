import { describe, expect, test } from "vitest";
import { wilson } from "#src/domain/share.ts";
import { effortOf, passHat, passRates, quantile, slicesOf } from "./statistics.ts";
import type { CaseResult, Trial } from "./suite-result.ts";

const fault = { scorer: "end state", critical: false, note: "there is no booking" };

const trial = (passed: boolean, difference: Partial<Trial> = {}): Trial => ({
  ...{ trial: 1, invalid: null, faults: passed ? [] : [fault], blocked: 0 },
  ...{ tokens: { input: 10, output: 2 }, turns: [] },
  ...difference,
});

const result = (id: string, passed: readonly boolean[], tags = ["vi"]): CaseResult => ({
  ...{ id, why: "it is asked for", tags },
  trials: passed.map((one) => trial(one)),
});

describe("figures of a run", () => {
  test("wilson's interval is that of the textbooks", () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  test.each([
    [4, 4, 2, 1],
    [2, 4, 2, 1 / 6],
    [1, 4, 2, 0],
    [3, 4, 1, 3 / 4],
  ])("of %i passed in %i trials, pass^%i is %f", (passed, trials, k, hat) => {
    expect(passHat(passed, trials, k)).toBeCloseTo(hat, 10);
  });

  test("pass^k is the mean over cases and falls with k", () => {
    const rates = passRates([
      result("a", [true, true, true, true]),
      result("b", [true, true, false, false]),
    ]);
    expect(rates.map(({ value }) => Number(value.toFixed(4)))).toEqual([
      0.75,
      Number(((1 + 1 / 6) / 2).toFixed(4)),
      0.5,
      0.5,
    ]);
    for (const { value, low, high } of rates) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  test("an invalid play counts neither way", () => {
    const cases = [
      { ...result("a", []), trials: [trial(true), trial(true, { invalid: "made up" })] },
    ];
    expect(passRates(cases)[0]?.value).toBe(1);
    expect(effortOf(cases).invalid).toBe(1);
  });

  test("slices stand the weakest first", () => {
    const cases = [result("a", [true], ["vi", "happy"]), result("b", [false], ["vi"])];
    expect(slicesOf(cases).map(({ tag, pass }) => [tag, pass.value])).toEqual([
      ["vi", 0.5],
      ["happy", 1],
    ]);
  });

  test("effort counts turns of the lead, calls for each success, and tokens", () => {
    const turn = { replies: [], modelMs: 1, wording: null, failure: null };
    const turns = [
      { ...turn, wrote: ["xin chào"], ms: 10, tools: ["get_services: services", "x: y"] },
      { ...turn, wrote: [], ms: 99, tools: [] },
      { ...turn, wrote: ["vâng"], ms: 30, tools: [] },
    ];
    const cases = [{ ...result("a", []), trials: [trial(true, { turns }), trial(false)] }];
    expect(effortOf(cases)).toMatchObject({
      ...{ turns: 2, p50: 30, p95: 30, callsPerSuccess: 2 },
      tokens: { input: 20, output: 4 },
    });
    expect(quantile([], 0.5)).toBeNull();
  });
});
