import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { diff } from "node:util";

import { costOf, rangeOf } from "./report/terminal.ts";
import { effortOf, passRates } from "./run/statistics.ts";
import { type CaseResult, isPassed, type ResultTurn, SuiteResult } from "./run/suite-result.ts";

type Status = "passed" | "failed" | "flaky";

const statusOf = ({ trials }: CaseResult): Status => {
  if (trials.every(isPassed)) return "passed";
  return trials.some(isPassed) ? "flaky" : "failed";
};

/** A case whose fate differs between two runs. */
export interface Flip {
  readonly id: string;
  readonly kind: "fixed" | "broken" | "flaky";
  readonly from: Status;
  readonly to: Status;
  readonly parts: Parting | null;
}

/** Where two conversations of a case are the same no longer. */
export interface Parting {
  /** From 1. */
  readonly turn: number;
  readonly before: string;
  readonly after: string;
}

const wordsOf = (turn: ResultTurn | undefined): string =>
  turn
    ? [
        ...turn.wrote.map((line) => `> ${line}`),
        ...turn.tools,
        ...turn.replies.map(({ text }) => `< ${text}`),
      ].join("\n")
    : "(nothing more)";

/** The first turn in which what was done or said differs, in the first trials that do. */
export const partingOf = (a: CaseResult, b: CaseResult): Parting | null => {
  for (const [place, before] of a.trials.entries()) {
    const after = b.trials[place];
    const length = Math.max(before.turns.length, after?.turns.length ?? 0);
    for (let turn = 0; turn < length; turn += 1) {
      const [one, other] = [wordsOf(before.turns[turn]), wordsOf(after?.turns[turn])];
      if (one !== other) return { turn: turn + 1, before: one, after: other };
    }
  }
  return null;
};

const kindOf = (from: Status, to: Status): Flip["kind"] | null => {
  if (to === "flaky") return "flaky";
  if (from === to) return null;
  return to === "passed" ? "fixed" : "broken";
};

/** Cases that stand in both runs and are fixed, broken or flaky now. */
export const flipsBetween = (a: SuiteResult, b: SuiteResult): readonly Flip[] =>
  a.cases.flatMap((before) => {
    const after = b.cases.find(({ id }) => id === before.id);
    if (!after) return [];
    const [from, to] = [statusOf(before), statusOf(after)];
    const kind = kindOf(from, to);
    return kind ? [{ id: before.id, kind, from, to, parts: partingOf(before, after) }] : [];
  });

/** Node says 1 of what only the first has, and -1 of what only the second has. */
const signs: Readonly<Record<string, string>> = { 1: "-", "-1": "+" };

/** Lines of the prompt that came and went; none when it is the same. */
const promptDiff = (a: SuiteResult, b: SuiteResult): string[] =>
  a.prompt.text === b.prompt.text
    ? []
    : diff(a.prompt.text.split("\n"), b.prompt.text.split("\n")).flatMap(([sign, line]) => {
        const mark = signs[String(sign)];
        return mark ? [`  ${mark} ${line}`] : [];
      });

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
  const prompt = promptDiff(a, b);
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
