import type { Share } from "#src/domain/share.ts";
import { type Effort, effortOf, passRates } from "./statistics.ts";
import type { SuiteResult } from "./suite-result.ts";

/** A run in figures, without its conversations. */
export interface RunSummary
  extends Pick<SuiteResult, "startedAt" | "seconds" | "model">,
    Pick<Effort, "tokens" | "p50" | "p95" | "blocked" | "invalid"> {
  readonly prompt: Pick<SuiteResult["prompt"], "id" | "version" | "hash">;
  readonly cases: number;
  /** Plays of each case. */
  readonly trials: number;
  /** pass^1 … pass^k; none where no play was valid. */
  readonly passes: readonly Share[];
  /** What a critical scorer found, over all plays. */
  readonly critical: number;
}

export const summaryOf = (run: SuiteResult): RunSummary => {
  const { startedAt, seconds, model, cases } = run;
  const { id, version, hash } = run.prompt;
  const { tokens, p50, p95, blocked, invalid } = effortOf(cases);
  const faults = cases.flatMap(({ trials }) => trials.flatMap((trial) => trial.faults));
  return {
    ...{ startedAt, seconds, model, prompt: { id, version, hash } },
    ...{ tokens, p50, p95, blocked, invalid },
    cases: cases.length,
    trials: Math.max(0, ...cases.map(({ trials }) => trials.length)),
    passes: passRates(cases),
    critical: faults.filter(({ critical }) => critical).length,
  };
};
