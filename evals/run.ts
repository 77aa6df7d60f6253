import { readOptions, usage } from "./options.ts";
import { confusion, isReached, type Measure, measure, rowsOf } from "./outside/measures.ts";
import { readOutside } from "./outside/read-outside.ts";
import { isPassed } from "./run/suite-result.ts";
import { playSuite } from "./suite.ts";

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

const main = async ([command, ...rest]: readonly string[]): Promise<void> => {
  if (command === "outside" && rest[0] !== undefined) return runOutside(rest[0]);
  const result = await playSuite(readOptions(command === undefined ? [] : [command, ...rest]));
  if (!result.cases.every(({ trials }) => trials.every(isPassed))) process.exitCode = 1;
};

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
});
