import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, expect, test } from "vitest";

import { loadPrompt, type Prompt } from "#src/agent/prompts.ts";
import { stopwatch } from "#src/clock.ts";
import type { CaseResult } from "#src/eval-runs/suite-result.ts";
import { openTestDatabase } from "../../test/database.ts";
import { castOf } from "../cast.ts";
import { readOptions } from "../options.ts";
import { readCases } from "../read-cases.ts";
import { runSuite } from "./run-suite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "slotwise-evals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const agent = loadPrompt(path.join(import.meta.dirname, "../../prompts/agent.md"));
const ids = ["book-crowns-vi", "busy-mother-vi"];

const run = (flags: readonly string[], prompt: Prompt = agent): Promise<CaseResult[]> =>
  runSuite({
    ...castOf(readOptions(flags)),
    ...{ prompt, trials: 2, concurrency: 2, elapsed: stopwatch(), onTrial: () => undefined },
    cases: readCases().filter(({ id }) => ids.includes(id)),
    house: { openGround: openTestDatabase, close: async () => undefined },
  });

/** What was said and done, without the time it took. */
const told = (results: readonly CaseResult[]) =>
  results.map(({ id, trials }) => ({
    id,
    trials: trials.map(({ faults, turns }) => ({
      faults,
      turns: turns.map(({ wrote, replies, tools }) => ({ wrote, replies, tools })),
    })),
  }));

test("a recorded run is replayed word by word, and a changed prompt is a loud miss", async () => {
  const recorded = await run(["--record", folder]);
  expect(told(recorded).flatMap(({ trials }) => trials.flatMap(({ faults }) => faults))).toEqual(
    [],
  );
  expect(readdirSync(folder)).toHaveLength(4);

  expect(told(await run(["--replay", folder]))).toEqual(told(recorded));

  const changed = { ...agent, fill: (values: Record<string, string>) => `${agent.fill(values)}!` };
  await expect(run(["--replay", folder], changed)).rejects.toMatchObject({
    cause: { message: expect.stringContaining("record it anew") },
  });
}, 120_000);
