import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import {
  EvalCaseAnswer,
  EvalComparison,
  EvalRunAnswer,
  EvalRunList,
} from "#src/http/contract/eval-run.ts";
import { PromptTrialAnswer } from "#src/http/contract/prompt-trial.ts";
import { ReplayAnswer, ReplayChoices, type ReplayRecord } from "#src/http/contract/replay.ts";
import { TurnAnswer, TurnList, type TurnRecord } from "#src/http/contract/turn.ts";
import { ask } from "../api/ask.ts";

export type Turn = z.output<typeof TurnRecord>;
export type Replay = z.output<typeof ReplayRecord>;
export type Trial = z.output<typeof PromptTrialAnswer>;
export type Measure = keyof Trial["arms"][number]["measures"];
export type Run = z.output<typeof EvalRunAnswer>["run"];
export type RunTold = z.output<typeof EvalRunAnswer>;
export type CaseTold = z.output<typeof EvalCaseAnswer>["case"];
export type Comparison = z.output<typeof EvalComparison>;
export type TurnTold = z.output<typeof TurnAnswer>;

/** What the list of turns is narrowed to; empty strings narrow nothing. */
export interface TurnWish {
  readonly conversation: string;
  readonly arm: string;
  readonly wording: string;
  readonly failed: string;
}

const turnsPath = (wish: TurnWish, cursor: string | null): string => {
  const query = new URLSearchParams({ limit: "40" });
  if (wish.conversation) query.set("conversationId", wish.conversation);
  for (const name of ["arm", "wording", "failed"] as const) {
    if (wish[name]) query.set(name, wish[name]);
  }
  if (cursor) query.set("cursor", cursor);
  return `/turns?${query}`;
};

export const turnsQuery = (wish: TurnWish) =>
  infiniteQueryOptions({
    queryKey: ["turns", wish],
    queryFn: ({ pageParam, signal }) =>
      ask(TurnList, "GET", turnsPath(wish, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const turnQuery = (id: string) =>
  queryOptions({
    queryKey: ["turn", id],
    queryFn: ({ signal }) => ask(TurnAnswer, "GET", `/turns/${id}`, { signal }),
  });

export const replayChoicesQuery = queryOptions({
  queryKey: ["replay-choices"],
  queryFn: ({ signal }) => ask(ReplayChoices, "GET", "/replay-choices", { signal }),
});

export const replayTurn = async (id: string, prompt: string, model: string): Promise<Replay> =>
  (await ask(ReplayAnswer, "POST", `/turns/${id}/replay`, { body: { prompt, model } })).replay;

export const trialQuery = (days: string) =>
  queryOptions({
    queryKey: ["prompt-trial", days],
    queryFn: ({ signal }) =>
      ask(PromptTrialAnswer, "GET", `/prompt-trial?days=${days}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const runsQuery = queryOptions({
  queryKey: ["eval-runs"],
  queryFn: async ({ signal }) => (await ask(EvalRunList, "GET", "/eval-runs", { signal })).runs,
});

export const runQuery = (name: string) =>
  queryOptions({
    queryKey: ["eval-run", name],
    queryFn: ({ signal }) => ask(EvalRunAnswer, "GET", `/eval-runs/${name}`, { signal }),
  });

export const caseQuery = (name: string, id: string) =>
  queryOptions({
    queryKey: ["eval-run", name, id],
    queryFn: async ({ signal }) =>
      (await ask(EvalCaseAnswer, "GET", `/eval-runs/${name}/cases/${id}`, { signal })).case,
  });

export const comparisonQuery = (a: string, b: string) =>
  queryOptions({
    queryKey: ["eval-runs", a, b],
    queryFn: ({ signal }) => ask(EvalComparison, "GET", `/eval-runs/${a}/against/${b}`, { signal }),
  });
