import { expect, test } from "vitest";

import type { SuiteResult } from "#src/eval-runs/suite-result.ts";
import { htmlReport } from "./html.ts";
import { junitReport } from "./junit.ts";
import { terminalReport } from "./terminal.ts";

const hostile = `</p><script>alert("1")</script> & 'x' \u0007`;

const result: SuiteResult = {
  ...{ version: 1, startedAt: "2026-11-21T00:00:00Z", seconds: 2.5, model: "embedded" },
  prompt: { id: "agent", version: 2, hash: "abc", text: "" },
  cases: [
    {
      ...{ id: "good", why: "it is asked for", tags: ["vi"] },
      trials: [
        {
          trial: 1,
          invalid: null,
          faults: [],
          blocked: 0,
          tokens: { input: 5, output: 1 },
          turns: [],
        },
      ],
    },
    {
      ...{ id: "bad", why: "it is asked for", tags: ["en"] },
      trials: [
        {
          ...{ trial: 1, invalid: null, blocked: 2, tokens: { input: 5, output: 1 } },
          faults: [{ scorer: "unsupported claims", critical: true, note: hostile }],
          turns: [
            {
              ...{
                wrote: [hostile],
                tools: ["confirm_slot: confirmation_needed"],
                ms: 12,
                modelMs: 3,
              },
              ...{
                wording: "model",
                failure: null,
                replies: [{ text: hostile, choices: ["Yes"] }],
              },
            },
          ],
        },
        {
          ...{ trial: 2, invalid: "the lead made up a name", faults: [], blocked: 0 },
          ...{ tokens: { input: 0, output: 0 }, turns: [] },
        },
      ],
    },
  ],
};

test("JUnit counts plays and escapes what people wrote", () => {
  const xml = junitReport(result);
  expect(xml).toContain('tests="3" failures="1" skipped="1"');
  expect(xml).toContain('name="bad #1"');
  expect(xml).not.toContain("<script>");
  expect(xml).not.toContain("\u0007");
});

test("HTML stands alone, opens what failed and escapes what people wrote", () => {
  const html = htmlReport(result);
  expect(html).not.toMatch(/<script|<link|https?:/u);
  expect(html).toContain("<details open>");
  expect(html).toContain('<html lang="en">');
  expect(html.indexOf("bad")).toBeLessThan(html.indexOf("good –"));
});

test("the terminal shows why a play failed, and what the run cost", () => {
  const text = terminalReport(result, { talk: false, price: [1, 1] });
  expect(text).toContain("✗ bad  0/2");
  expect(text).toContain("!! unsupported claims");
  expect(text).not.toContain("✓ good");
  expect(text).toContain("0.0000 USD");
  expect(text).toContain("1 plays invalid");
});
