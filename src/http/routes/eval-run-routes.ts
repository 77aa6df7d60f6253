import type { FastifyInstance } from "fastify";

import { flipsBetween, statusOf } from "#src/eval-runs/flips.ts";
import { promptChanges } from "#src/eval-runs/prompt-changes.ts";
import { slicesOf } from "#src/eval-runs/statistics.ts";
import { summaryOf } from "#src/eval-runs/summary.ts";
import { managers } from "../access.ts";
import { failed, ok } from "../answer.ts";
import {
  EvalCaseAnswer,
  EvalCaseParams,
  EvalComparison,
  EvalPairParams,
  EvalRunAnswer,
  EvalRunList,
  EvalRunParams,
} from "../contract/eval-run.ts";
import { toCaseRecord, toRunRecord } from "../records/eval-run-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Evals";

/** Runs of the suite that lie on this server, and what changed between two of them. */
export const mountEvalRuns = (
  http: FastifyInstance,
  { evalRuns, settings: { modelPrices } }: ServerDeps,
): void => {
  const toRun = toRunRecord(modelPrices);

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/eval-runs",
    tag,
    summary: "Runs of the eval suite, the newest first",
    answers: { 200: EvalRunList },
    run: async () => {
      const runs = (await evalRuns.list()).map(({ name, at, summary }) => ({
        ...{ name, at: at.toISOString(), run: summary && toRun(summary) },
      }));
      return ok({ success: true, runs });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/eval-runs/:name",
    tag,
    summary: "One run: its figures and its cases, those that failed first",
    params: EvalRunParams,
    answers: { 200: EvalRunAnswer },
    run: async ({ call, params: { name } }) => {
      const run = await evalRuns.read(name);
      if (!run) return failed("UNKNOWN_EVAL_RUN", call.language, "name");
      const cases = run.cases.map(toCaseRecord);
      const isPassed = ({ status }: (typeof cases)[number]): boolean => status === "passed";
      return ok({
        ...{ success: true, name, run: toRun(summaryOf(run)), slices: [...slicesOf(run.cases)] },
        cases: cases.toSorted((a, b) => Number(isPassed(a)) - Number(isPassed(b))),
      });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/eval-runs/:name/cases/:id",
    tag,
    summary: "One case of a run with its conversations",
    params: EvalCaseParams,
    answers: { 200: EvalCaseAnswer },
    run: async ({ call, params: { name, id } }) => {
      const run = await evalRuns.read(name);
      const found = run?.cases.find((one) => one.id === id);
      if (!found) return failed("UNKNOWN_EVAL_RUN", call.language, run ? "id" : "name");
      return ok({ success: true, case: { ...found, status: statusOf(found) } });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/eval-runs/:name/against/:other",
    tag,
    summary: "What is fixed, broken or flaky in the other run, and where conversations part",
    params: EvalPairParams,
    answers: { 200: EvalComparison },
    run: async ({ call, params: { name, other } }) => {
      const [a, b] = [await evalRuns.read(name), await evalRuns.read(other)];
      if (!a) return failed("UNKNOWN_EVAL_RUN", call.language, "name");
      if (!b) return failed("UNKNOWN_EVAL_RUN", call.language, "other");
      const ids = ({ cases }: typeof a) => new Set(cases.map(({ id }) => id));
      return ok({
        ...{ success: true, a: toRun(summaryOf(a)), b: toRun(summaryOf(b)) },
        ...{ only_a: [...ids(a).difference(ids(b))], only_b: [...ids(b).difference(ids(a))] },
        ...{ flips: [...flipsBetween(a, b)], prompt: [...promptChanges(a, b)] },
      });
    },
  });
};
