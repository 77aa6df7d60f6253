import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { loadPrompt, type Prompt } from "#src/agent/prompts.ts";
import { stopwatch, systemClock } from "#src/clock.ts";
import { isPassed, type SuiteResult } from "#src/eval-runs/suite-result.ts";
import type { EvalCase } from "./case.ts";
import { castOf } from "./cast.ts";
import { type Options, UsageError } from "./options.ts";
import { readCases } from "./read-cases.ts";
import { htmlReport } from "./report/html.ts";
import { junitReport } from "./report/junit.ts";
import { terminalReport } from "./report/terminal.ts";
import { openEvalHouse } from "./run/eval-house.ts";
import { runSuite } from "./run/run-suite.ts";

export const RESULT_FOLDER = path.join(import.meta.dirname, "results");

/** Plays what the options ask for and prints it as it goes; answers the whole result. */
export const playSuite = async (options: Options): Promise<SuiteResult> => {
  const prompt = loadPrompt(path.join(import.meta.dirname, `../prompts/${options.prompt}.md`));
  const cases = chosenCases(options, prompt);
  const elapsed = stopwatch();
  const startedAt = systemClock();
  const house = await openEvalHouse(process.env.TEST_DATABASE_URL);
  const progress = showProgress(cases.length * options.trials);
  try {
    const results = await runSuite({
      ...{ cases, prompt, house, elapsed },
      ...{ trials: options.trials, concurrency: options.concurrency },
      ...castOf(options),
      onTrial: (_case, trial) => progress(isPassed(trial)),
    });
    const result: SuiteResult = {
      version: 1,
      startedAt: startedAt.toISOString(),
      seconds: elapsed() / 1000,
      model: options.model,
      prompt: { id: prompt.id, version: prompt.version, hash: prompt.hash, text: prompt.text },
      cases: results,
    };
    writeReports(result, options);
    return result;
  } finally {
    await house.close();
  }
};

/** The cases asked for by name or tag; else those that prove the prompt, which may be all. */
const chosenCases = (
  { ids, tags, model }: Options,
  { evals }: Pick<Prompt, "evals">,
): readonly EvalCase[] => {
  const all = readCases();
  const wanted = ids.length + tags.length > 0 ? tags : evals;
  const unknown = [
    ...ids.filter((id) => !all.some((one) => one.id === id)),
    ...wanted.filter((tag) => !all.some((one) => one.tags.includes(tag))),
  ];
  if (unknown.length > 0) throw new UsageError(`no case is called or tagged ${unknown.join(", ")}`);
  const isWanted = ({ id, tags: its }: EvalCase): boolean =>
    ids.length + wanted.length === 0 || ids.includes(id) || its.some((tag) => wanted.includes(tag));
  const chosen = all
    .filter(isWanted)
    .filter(({ needs }) => needs === "any" || model !== "embedded");
  if (chosen.length === 0)
    throw new UsageError("every case asked for needs a large model: see --model");
  return chosen;
};

const showProgress = (all: number) => {
  let done = 0;
  let failed = 0;
  return (passed: boolean): void => {
    done += 1;
    if (!passed) failed += 1;
    const line = `${done}/${all} played, ${failed} failed`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}${done === all ? "\n" : ""}`);
    else if (done % 25 === 0 || done === all) process.stderr.write(`${line}\n`);
  };
};

const writeReports = (result: SuiteResult, { out, talk, price }: Options): void => {
  mkdirSync(RESULT_FOLDER, { recursive: true });
  const file = (ending: string): string => path.join(RESULT_FOLDER, `${out}.${ending}`);
  writeFileSync(file("json"), `${JSON.stringify(result)}\n`);
  writeFileSync(file("junit.xml"), junitReport(result));
  writeFileSync(file("html"), htmlReport(result));
  process.stdout.write(`${terminalReport(result, { talk, price })}\n`);
};
