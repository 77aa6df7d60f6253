import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { type Flip, flipsBetween } from "#src/eval-runs/flips.ts";
import { promptChanges } from "#src/eval-runs/prompt-changes.ts";
import { effortOf, passRates } from "#src/eval-runs/statistics.ts";
import { SuiteResult } from "#src/eval-runs/suite-result.ts";
import { costOf, rangeOf } from "./report/terminal.ts";

const indent = (text: string): string => text.replaceAll("\n", "\n      ");

const flipLines = ({ id, kind, from, to, parts }: Flip): string[] => [
  `${kind.padEnd(7)} ${id}  ${from} → ${to}`,
  ...(parts
    ? [
        `    they part at turn ${parts.turn}`,
        `    A ${indent(parts.before)}`,
        `    B ${indent(parts.after)}`,
      ]
    : []),
];

const figures = (result: SuiteResult, price: readonly [number, number] | null): string => {
  const { tokens, p95 } = effortOf(result.cases);
  const [rate] = passRates(result.cases);
  const cost = costOf(result, price);
  return [
    `${result.model}, ${result.prompt.id} v${result.prompt.version} (${result.prompt.hash})`,
    rate ? rangeOf(rate) : "no valid play",
    `${tokens.input} + ${tokens.output} tokens`,
    `turn p95 ${p95?.toFixed(0) ?? "–"} ms`,
    ...(cost === null ? [] : [`${cost.toFixed(4)} USD`]),
  ].join(", ");
};

/** Two runs side by side, as text. */
export const compareRuns = (
  a: SuiteResult,
  b: SuiteResult,
  price: readonly [number, number] | null = null,
): string => {
  const flips = flipsBetween(a, b);
  const [costA, costB] = [costOf(a, price), costOf(b, price)];
  const prompt = promptChanges(a, b).map(({ sign, line }) => `  ${sign} ${line}`);
  const ids = (one: SuiteResult): Set<string> => new Set(one.cases.map(({ id }) => id));
  const [onlyA, onlyB] = [ids(a).difference(ids(b)), ids(b).difference(ids(a))];
  return [
    `A  ${figures(a, price)}`,
    `B  ${figures(b, price)}`,
    ...(costA !== null && costB !== null
      ? [`cost ${costB >= costA ? "+" : ""}${(costB - costA).toFixed(4)} USD`]
      : []),
    ...(onlyA.size > 0 ? [`only in A: ${[...onlyA].join(", ")}`] : []),
    ...(onlyB.size > 0 ? [`only in B: ${[...onlyB].join(", ")}`] : []),
    "",
    ...(["broken", "flaky", "fixed"] as const).flatMap((kind) =>
      flips.filter((flip) => flip.kind === kind).flatMap(flipLines),
    ),
    flips.length === 0 ? "No case fares differently." : "",
    ...(prompt.length > 0 ? ["the prompt", ...prompt] : ["The prompt is the same."]),
  ].join("\n");
};

/** A run by its name in evals/results or by its file. Throws when there is none. */
export const readRun = (name: string, folder: string): SuiteResult => {
  const named = path.join(folder, `${name}.json`);
  const file = existsSync(named) ? named : name;
  if (!existsSync(file)) throw new Error(`there is no run ${name} in ${folder}`);
  return SuiteResult.parse(JSON.parse(readFileSync(file, "utf8")));
};
