import { describe, expect, test } from "vitest";
import type { CaseResult, SuiteResult } from "#src/eval-runs/suite-result.ts";
import { gateProblems } from "./gate.ts";

const fault = (critical: boolean) => ({ scorer: "claims", critical, note: "booked" });

const one = (id: string, passed: readonly boolean[], critical = false): CaseResult => ({
  ...{ id, why: "it is asked for", tags: ["vi"] },
  trials: passed.map((isPassed, place) => ({
    ...{ trial: place + 1, invalid: null, blocked: 0, tokens: { input: 0, output: 0 }, turns: [] },
    faults: isPassed ? [] : [fault(critical)],
  })),
});

const run = (model: string, cases: readonly CaseResult[]): SuiteResult => ({
  ...{ version: 1, startedAt: "2026-11-21T00:00:00Z", seconds: 1, model, cases: [...cases] },
  prompt: { id: "agent", version: 1, hash: "", text: "" },
});

const baseline = (model: string, passed: Readonly<Record<string, number>>, trials = 1) => ({
  [model]: { prompt: "", trials, passed: { ...passed } },
});

const whole = { whole: true };

describe("a run", () => {
  test("that is as good as the baseline may be merged", () => {
    const cases = [one("a", [true]), one("b", [false])];
    expect(
      gateProblems(run("embedded", cases), baseline("embedded", { a: 1, b: 0 }), whole),
    ).toEqual([]);
  });

  test("of a model of code may break no case", () => {
    const problems = gateProblems(
      run("embedded", [one("a", [false])]),
      baseline("embedded", { a: 1 }),
      whole,
    );
    expect(problems).toEqual(["a passed before"]);
  });

  test("with a critical fault may not be merged, baseline or none", () => {
    const cases = [one("new", [false], true)];
    expect(gateProblems(run("gpt", cases), {}, whole)).toEqual(["new #1: claims: booked"]);
  });

  test("may leave no case out, unless only some were asked for", () => {
    const missing = run("embedded", [one("a", [true])]);
    const before = baseline("embedded", { a: 1, b: 1 });
    expect(gateProblems(missing, before, whole)).toEqual([
      "b is in the baseline and was not played",
    ]);
    expect(gateProblems(missing, before, { whole: false })).toEqual([]);
  });

  test("of a large model may differ by chance and not by more", () => {
    const before = baseline(
      "gpt",
      Object.fromEntries(Array.from({ length: 100 }, (_n, i) => [`c${i}`, 1])),
    );
    const with_ = (failed: number) =>
      run(
        "gpt",
        Array.from({ length: 100 }, (_n, place) => one(`c${place}`, [place >= failed])),
      );
    expect(
      gateProblems(
        with_(2),
        { gpt: { ...before.gpt, passed: { ...before.gpt?.passed, c99: 0 } } } as never,
        whole,
      ),
    ).toEqual([]);
    expect(gateProblems(with_(20), before, whole)).toHaveLength(1);
  });
});
