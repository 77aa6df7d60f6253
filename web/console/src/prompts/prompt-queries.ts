import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { ReplayAnswer, ReplayChoices, type ReplayRecord } from "#src/http/contract/replay.ts";
import { TurnAnswer, TurnList, type TurnRecord } from "#src/http/contract/turn.ts";
import { ask } from "../api/ask.ts";

export type Turn = z.output<typeof TurnRecord>;
export type Replay = z.output<typeof ReplayRecord>;
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
