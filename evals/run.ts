import { compareRuns, readRun } from "./compare.ts";
import { runFuzz } from "./fuzz/fuzz.ts";
import { type Options, readOptions, UsageError, usage } from "./options.ts";
import { confusion, isReached, type Measure, measure, rowsOf } from "./outside/measures.ts";
import { readOutside } from "./outside/read-outside.ts";
import { gateProblems, readBaseline, writeBaseline } from "./run/gate.ts";
import { playSuite, RESULT_FOLDER } from "./suite.ts";

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

const lineOf = (one: Measure): Record<string, string | number> => {
  const { name, counts, leastRight, mostWrong } = one;
  const rows = rowsOf(one);
  return {
    name,
    rows,
    right: percent(counts.right / rows),
    "asked back": percent(counts.asked_back / rows),
    missed: percent(counts.missed / rows),
    wrong: percent(counts.wrong / rows),
    "right ≥": leastRight === undefined ? "" : percent(leastRight),
    "wrong ≤": mostWrong === undefined ? "" : percent(mostWrong),
    "": isReached(one) ? "" : "below",
  };
};

/** Prints how well messages of others are understood; ends with an error when a share is not reached. */
const runOutside = async (folder: string): Promise<void> => {
  const outside = await readOutside(folder);
  const measures = measure(outside);
  console.table(measures.map(lineOf));
  console.log("acts of the source (rows) as they were read (columns)");
  console.table(confusion(outside.acts));
  if (!measures.every(isReached)) process.exitCode = 1;
};

/** Plays, prints, and holds the run to the baseline. */
const runCases = async (options: Options): Promise<void> => {
  const result = await playSuite(options);
  const baseline = readBaseline();
  if (options.updateBaseline) {
    writeBaseline(result, baseline);
    return;
  }
  const whole = options.tags.length === 0 && options.ids.length === 0;
  const problems = gateProblems(result, baseline, { whole });
  for (const problem of problems) console.error(`gate: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
};

/** Ends with an error when anything untrue was said or anything illegal was written. */
const runFuzzed = async (turns: number, seed: number): Promise<void> => {
  const result = await runFuzz({ turns, seed }, ({ template }, done) => {
    console.error(`${template}: ${done.turns} turns, ${done.untrue.length} untrue`);
    for (const line of [...done.untrue, ...done.illegal, ...done.silent])
      console.error(`  ${line}`);
  });
  const { untrue, illegal, silent, foreignReads, binding } = result;
  console.table({
    turns: result.turns,
    "false statements": untrue.length,
    "illegal writes": illegal.length,
    "reads of other leads": foreignReads,
    "turns without an answer": silent.length,
    "bookings and cancellations agreed to": binding,
  });
  if (untrue.length + illegal.length + silent.length + foreignReads > 0) process.exitCode = 1;
};

const main = async ([command, ...rest]: readonly string[]): Promise<void> => {
  const [first, second] = rest;
  if (command === "outside" && first !== undefined) return runOutside(first);
  if (command === "fuzz") return runFuzzed(Number(first ?? 10_000), Number(second ?? 1));
  if (command === "compare" && first !== undefined && second !== undefined) {
    const { price } = readOptions(rest.slice(2));
    console.log(compareRuns(readRun(first, RESULT_FOLDER), readRun(second, RESULT_FOLDER), price));
    return;
  }
  if (command === "help" || command === "--help") {
    console.log(usage);
    return;
  }
  await runCases(readOptions(command === undefined ? [] : [command, ...rest]));
};

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else console.error(error);
  process.exitCode = 2;
});
