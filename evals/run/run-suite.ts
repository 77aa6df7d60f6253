import type { ChatModel } from "#src/agent/model/chat-model.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import type { CaseResult, Trial } from "#src/eval-runs/suite-result.ts";
import type { EvalCase } from "../case.ts";
import type { LeadDriver } from "../lead/lead-driver.ts";
import type { Faults } from "../play/faults.ts";
import { withFaults } from "../play/faults.ts";
import { playCase } from "../play/play-case.ts";
import type { EvalHouse } from "./eval-house.ts";
import { toTrial } from "./to-trial.ts";
import { turnsUnderTest } from "./under-test.ts";

/** What a suite is run with. */
export interface Suite {
  readonly cases: readonly EvalCase[];
  readonly trials: number;
  readonly concurrency: number;
  readonly house: EvalHouse;
  readonly prompt: Prompt;
  /** The model of one play; a recorded one answers from that play's own record. */
  modelOf(evalCase: EvalCase, trial: number): ChatModel;
  leadOf(evalCase: EvalCase, trial: number): LeadDriver;
  /** A last look at a play that passed; it may add a fault. */
  judge(evalCase: EvalCase, trial: Trial): Promise<Trial>;
  readonly elapsed: () => number;
  onTrial(evalCase: EvalCase, trial: Trial): void;
}

interface Task {
  readonly evalCase: EvalCase;
  readonly trial: number;
}

/** Plays every case so many times, a few at once; results stand in the order of the cases. */
export const runSuite = async (suite: Suite): Promise<CaseResult[]> => {
  const { cases, trials, concurrency } = suite;
  const waiting: Task[] = cases.flatMap((evalCase) =>
    Array.from({ length: trials }, (_none, place) => ({ evalCase, trial: place + 1 })),
  );
  const done = new Map<string, Trial[]>(cases.map(({ id }) => [id, []]));
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const trial = await playOnce(suite, task);
      done.get(task.evalCase.id)?.push(trial);
      suite.onTrial(task.evalCase, trial);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return cases.map(({ id, why, tags }) => ({
    ...{ id, why, tags },
    trials: (done.get(id) ?? []).toSorted((a, b) => a.trial - b.trial),
  }));
};

const playOnce = async (suite: Suite, { evalCase, trial }: Task): Promise<Trial> => {
  const { house, prompt, elapsed } = suite;
  const faults: Faults = { next: null };
  const model = withFaults(suite.modelOf(evalCase, trial), faults);
  const ground = await house.openGround();
  try {
    const play = await playCase({
      ...{ ground, evalCase, trial, faults, elapsed },
      turnsOf: (world) => turnsUnderTest(world, model, prompt),
      lead: suite.leadOf(evalCase, trial),
      prompt: prompt.text,
    });
    return await suite.judge(evalCase, toTrial(evalCase, play));
  } catch (cause) {
    throw new Error(`case ${evalCase.id}, trial ${trial}, could not be played`, { cause });
  } finally {
    await ground.close();
  }
};
