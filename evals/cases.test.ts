import * as path from "node:path";
import { expect, test } from "vitest";

import { loadPrompt } from "#src/agent/prompts.ts";
import { stopwatch } from "#src/clock.ts";
import { openTestDatabase } from "../test/database.ts";
import { castOf } from "./cast.ts";
import { readOptions } from "./options.ts";
import { readCases } from "./read-cases.ts";
import { runSuite } from "./run/run-suite.ts";

const prompt = loadPrompt(path.join(import.meta.dirname, "../prompts/agent.md"));

/** What the embedded model can play: the others need a large one. */
const playable = readCases().filter(({ needs }) => needs === "any");

test("there are cases for everything that is asked for", () => {
  expect(playable.length).toBeGreaterThanOrEqual(120);
});

test.each(playable)("$id", async (evalCase) => {
  const [result] = await runSuite({
    ...castOf(readOptions([])),
    ...{ prompt, cases: [evalCase], trials: 1, concurrency: 1 },
    ...{ elapsed: stopwatch(), onTrial: () => undefined },
    house: { openGround: openTestDatabase, close: async () => undefined },
  });
  expect(result?.trials.map(({ invalid, faults }) => ({ invalid, faults }))).toEqual([
    { invalid: null, faults: [] },
  ]);
});
