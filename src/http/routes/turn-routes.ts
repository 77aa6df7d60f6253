import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  findTurn,
  listTurns,
  readTurnWords,
  type TracedTurn,
} from "#src/db/queries/turn-traces.ts";
import { costOf, type ModelPrices } from "#src/domain/model-price.ts";
import { managers } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  ListTurns,
  TurnAnswer,
  TurnList,
  type TurnRecord,
  TurnTraceRecord,
} from "../contract/turn.ts";
import { pageAsked } from "../page-asked.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Turns";

/** What the agent did in each turn, and with which prompt. */
export const mountTurns = (http: FastifyInstance, { db, settings }: ServerDeps): void => {
  const toRecord = toTurnRecord(settings.modelPrices);
  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/turns",
    tag,
    summary: "Turns of the agent with their traces, the newest first",
    query: ListTurns,
    answers: { 200: TurnList },
    run: async ({ call, query: { conversationId, arm, wording, failed: ofFailed, ...query } }) => {
      const paged = await pageAsked(call, query, (page) =>
        listTurns(db, call.organization.id, {
          ...{ ...page, conversationId, arm, wording, failed: ofFailed },
        }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, turns: rows.map(toRecord), nextCursor });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/turns/:id",
    tag,
    summary: "One turn: what it heard, did, checked and said",
    params: z.object({ id: Id }),
    answers: { 200: TurnAnswer },
    run: async ({ call, params: { id } }) => {
      const row = await findTurn(db, call.organization.id, id);
      if (!row) return failed("UNKNOWN_TURN", call.language, "id");
      const words = await readTurnWords(db, row);
      return ok({ success: true, turn: toRecord(row), ...words });
    },
  });
};

/** A trace of an older version that is short of something is shown as none, not made up. */
const toTurnRecord =
  (prices: ModelPrices) =>
  (row: TracedTurn): z.output<typeof TurnRecord> => {
    const trace = TurnTraceRecord.safeParse(row.trace).data ?? null;
    return {
      turn_id: row.id,
      conversation_id: row.conversation_id,
      lead_name: row.lead_name,
      heard: row.heard,
      status: row.status,
      started_at: row.started_at.toISOString(),
      finished_at: row.finished_at?.toISOString() ?? null,
      trace,
      cost_usd: trace && costOf(prices, trace.model, trace.tokens),
    };
  };
