import type { z } from "zod";

import { costOf, type ModelPrices } from "#src/domain/model-price.ts";
import { statusOf } from "#src/eval-runs/flips.ts";
import { type CaseResult, isPassed } from "#src/eval-runs/suite-result.ts";
import type { RunSummary } from "#src/eval-runs/summary.ts";
import type { EvalRunAnswer } from "../contract/eval-run.ts";

type Answer = z.output<typeof EvalRunAnswer>;

export const toRunRecord =
  (prices: ModelPrices) =>
  (summary: RunSummary): Answer["run"] => ({
    ...summary,
    passes: [...summary.passes],
    cost_usd: costOf(prices, summary.model, summary.tokens),
  });

/** A case without its conversations, and each fault once. */
export const toCaseRecord = (result: CaseResult): Answer["cases"][number] => {
  const { id, why, tags, trials } = result;
  const faults = trials.flatMap((trial) => trial.faults);
  return {
    ...{ id, why, tags, status: statusOf(result) },
    passed: trials.filter(isPassed).length,
    trials: trials.length,
    faults: [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()],
  };
};
