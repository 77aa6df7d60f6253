import { expect, test } from "vitest";

import { flipsBetween } from "#src/eval-runs/flips.ts";
import type { SuiteResult, Trial } from "#src/eval-runs/suite-result.ts";
import { compareRuns } from "./compare.ts";

const trialOf = (passed: boolean, reply: string): Trial => ({
  ...{ trial: 1, invalid: null, blocked: 0, tokens: { input: 1_000_000, output: 0 } },
  faults: passed ? [] : [{ scorer: "words", critical: false, note: "" }],
  turns: [
    {
      ...{ wrote: ["chào em"], tools: [], ms: 1, modelMs: 0, wording: null, failure: null },
      replies: [{ text: "Chào bạn", choices: [] }],
    },
    {
      ...{ wrote: ["đặt lịch"], tools: [], ms: 1, modelMs: 0, wording: null, failure: null },
      replies: [{ text: reply, choices: [] }],
    },
  ],
});

const run = (text: string, trials: Readonly<Record<string, readonly boolean[]>>): SuiteResult => ({
  ...{ version: 1, startedAt: "2026-11-21T00:00:00Z", seconds: 1, model: "gpt" },
  prompt: { id: "agent", version: 1, hash: "abc", text },
  cases: Object.entries(trials).map(([id, passed]) => ({
    ...{ id, why: "it is asked for", tags: [] },
    trials: passed.map((one) => trialOf(one, one ? "Dạ, mấy giờ ạ?" : "Dạ không.")),
  })),
});

const a = run("Be kind.\nBe brief.", {
  same: [true, true],
  breaks: [true, true],
  mends: [false, false],
  wavers: [true, true],
});
const b = run("Be kind.\nBe exact.", {
  same: [true, true],
  breaks: [false, false],
  mends: [true, true],
  wavers: [true, false],
});

test("tells what is fixed, broken and flaky, and where the talks part", () => {
  expect(flipsBetween(a, b).map(({ id, kind, parts }) => [id, kind, parts?.turn])).toEqual([
    ["breaks", "broken", 2],
    ["mends", "fixed", 2],
    ["wavers", "flaky", 2],
  ]);
});

test("shows the prompt's lines that changed and what it costs more", () => {
  const text = compareRuns(a, b, [1, 0]);
  expect(text).toContain("- Be brief.");
  expect(text).toContain("+ Be exact.");
  expect(text).not.toContain("Be kind.");
  expect(text).toContain("cost +0.0000 USD");
  expect(text).toContain("broken  breaks");
});

test("says so when nothing differs", () => {
  expect(compareRuns(a, a)).toContain("No case fares differently.");
  expect(compareRuns(a, a)).toContain("The prompt is the same.");
});
