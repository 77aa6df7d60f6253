import { type CaseResult, isPassed, type ResultTurn, type SuiteResult } from "./suite-result.ts";

export const caseStatuses = ["passed", "failed", "flaky"] as const;
type Status = (typeof caseStatuses)[number];

/** Flaky: of its plays, some passed. */
export const statusOf = ({ trials }: CaseResult): Status => {
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
