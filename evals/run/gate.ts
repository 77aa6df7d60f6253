import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { passRates } from "#src/eval-runs/statistics.ts";
import { type CaseResult, isPassed, type SuiteResult } from "#src/eval-runs/suite-result.ts";

const Record = z.object({
  prompt: z.string(),
  trials: z.number().int().positive(),
  /** How many trials of each case passed. */
  passed: z.record(z.string(), z.number().int().min(0)),
});

/** What later runs are held to, for each model. */
const Baseline = z.record(z.string(), Record);
export type Baseline = z.infer<typeof Baseline>;

export const BASELINE_FILE = path.join(import.meta.dirname, "../baseline.json");

export const readBaseline = (file = BASELINE_FILE): Baseline =>
  Baseline.parse(JSON.parse(readFileSync(file, "utf8")));

const passedOf = ({ trials }: CaseResult): number => trials.filter(isPassed).length;

/** Makes this run the one its model is held to from now on. */
export const writeBaseline = (
  { model, prompt, cases }: SuiteResult,
  before: Baseline,
  file = BASELINE_FILE,
): void => {
  const record = {
    prompt: prompt.hash,
    trials: cases[0]?.trials.length ?? 1,
    passed: Object.fromEntries(cases.map((one) => [one.id, passedOf(one)])),
  };
  writeFileSync(file, `${JSON.stringify({ ...before, [model]: record }, null, 2)}\n`);
};

/** Models of code answer the same way every time, so one case that broke is no noise. */
const isDeterministic = (model: string): boolean => model === "embedded";

const criticalProblems = (cases: readonly CaseResult[]): string[] =>
  cases.flatMap(({ id, trials }) =>
    trials.flatMap(({ trial, faults }) =>
      faults
        .filter(({ critical }) => critical)
        .map(({ scorer, note }) => `${id} #${trial}: ${scorer}: ${note}`),
    ),
  );

const brokenProblems = (
  { model, cases }: SuiteResult,
  { passed, trials }: Baseline[string],
): string[] => {
  const broken = cases.filter((one) => passed[one.id] === trials && !one.trials.every(isPassed));
  if (isDeterministic(model)) return broken.map(({ id }) => `${id} passed before`);
  const known = cases.filter(({ id }) => passed[id] !== undefined);
  const [rate] = passRates(known);
  const before =
    known.reduce((sum, { id }) => sum + (passed[id] ?? 0), 0) / (known.length * trials);
  return rate && rate.high < before
    ? [
        `pass^1 fell from ${before.toFixed(3)} to ${rate.value.toFixed(3)}, which is no noise; ${broken.map(({ id }) => id).join(", ")}`,
      ]
    : [];
};

/**
 * Why this run must not be merged; none: it may. A critical fault is always too many; besides, what
 * passed in the baseline still passes (a model of code), or passes as often but for noise. `whole`:
 * the run was of all cases, so that none may be missing.
 */
export const gateProblems = (
  result: SuiteResult,
  baseline: Baseline,
  { whole }: { readonly whole: boolean },
): readonly string[] => {
  const before = baseline[result.model];
  const played = new Set(result.cases.map(({ id }) => id));
  const missing = Object.keys(before?.passed ?? {}).filter((id) => whole && !played.has(id));
  return [
    ...criticalProblems(result.cases),
    ...(before ? brokenProblems(result, before) : []),
    ...missing.map((id) => `${id} is in the baseline and was not played`),
  ];
};
