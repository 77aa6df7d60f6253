import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { loadPrompt } from "#src/agent/prompts.ts";
import { stopwatch, systemClock } from "#src/clock.ts";
import type { EvalCase } from "./case.ts";
import { scriptedLead } from "./lead/lead-driver.ts";
import { recording, replaying } from "./models/cassette.ts";
import { chooseModel } from "./models/choose-model.ts";
import type { Options } from "./options.ts";
import { readCases } from "./read-cases.ts";
import { junitReport } from "./report/junit.ts";
import { terminalReport } from "./report/terminal.ts";
import { openEvalHouse } from "./run/eval-house.ts";
import { runSuite } from "./run/run-suite.ts";
import { isPassed, type SuiteResult } from "./run/suite-result.ts";

export const RESULT_FOLDER = path.join(import.meta.dirname, "results");

/** Plays what the options ask for and prints it as it goes; answers the whole result. */
export const playSuite = async (options: Options): Promise<SuiteResult> => {
  const cases = chosenCases(options);
  const prompt = loadPrompt(path.join(import.meta.dirname, `../prompts/${options.prompt}.md`));
  const elapsed = stopwatch();
  const startedAt = systemClock();
  const house = await openEvalHouse(process.env.TEST_DATABASE_URL);
  const progress = showProgress(cases.length * options.trials);
  try {
    const results = await runSuite({
      ...{ cases, prompt, house, elapsed },
      ...{ trials: options.trials, concurrency: options.concurrency },
      modelOf: (evalCase, trial) => modelOf(options, evalCase, trial),
      leadOf: ({ talk = [] }) => scriptedLead(talk),
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

const chosenCases = ({ ids, tags, model }: Options): readonly EvalCase[] => {
  const all = readCases();
  const unknown = ids.find((id) => !all.some((one) => one.id === id));
  if (unknown !== undefined) throw new Error(`--case: there is no case ${unknown}`);
  const chosen = all
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter((one) => tags.length === 0 || tags.some((tag) => one.tags.includes(tag)))
    .filter(({ needs }) => needs === "any" || model !== "embedded");
  if (chosen.length === 0) throw new Error("no case is left to play: look at --case and --tag");
  return chosen;
};

const modelOf = (
  { model, record, replay }: Options,
  { id }: EvalCase,
  trial: number,
): ChatModel => {
  if (replay !== null) {
    const name = model === "embedded" ? "embedded" : `openai:${model}`;
    return replaying(name, { folder: replay, caseId: id, trial });
  }
  const real = chooseModel(model, process.env);
  return record === null ? real : recording(real, { folder: record, caseId: id, trial });
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
  process.stdout.write(`${terminalReport(result, { talk, price })}\n`);
};
