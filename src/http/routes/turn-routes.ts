import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { findRecording } from "#src/db/queries/turn-recordings.ts";
import {
  findTurn,
  listTurns,
  readTurnWords,
  type TracedTurn,
} from "#src/db/queries/turn-traces.ts";
import { costOf, type ModelPrices } from "#src/domain/model-price.ts";
import { managers } from "../access.ts";
import { failed, invalid, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import { ReplayAnswer, ReplayAsked, ReplayChoices } from "../contract/replay.ts";
import {
  ListTurns,
  TurnAnswer,
  TurnList,
  type TurnRecord,
  TurnTraceRecord,
} from "../contract/turn.ts";
import { pageAsked } from "../page-asked.ts";
import { toReplayRecord } from "../records/replay-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Turns";

/** What the agent did in each turn, and what another prompt or model would have done. */
export const mountTurns = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, settings, replays } = deps;
  mountReplays(http, { replays, settings });
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
      const [{ inbound, said, suggestion }, recording] = await Promise.all([
        readTurnWords(db, row),
        findRecording(db, { organizationId: call.organization.id, turnId: id }),
      ]);
      return ok({
        ...{ success: true, turn: toRecord(row), said, suggestion },
        heard: inbound.map(({ text }) => text),
        recorded: recording !== undefined,
      });
    },
  });
};

const mountReplays = (
  http: FastifyInstance,
  { replays, settings }: Pick<ServerDeps, "replays" | "settings">,
): void => {
  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/replay-choices",
    tag,
    summary: "Prompts and models a turn can be replayed with",
    answers: { 200: ReplayChoices },
    run: async () => {
      const { prompts, models } = replays.choices();
      return ok({ success: true, prompts: [...prompts], models: [...models] });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "POST",
    url: "/turns/:id/replay",
    tag,
    summary: "Answer a turn once more with another prompt or model; nothing is booked or sent",
    changesNothing: true,
    perMinute: 20,
    params: z.object({ id: Id }),
    body: ReplayAsked,
    answers: { 200: ReplayAnswer },
    run: async ({ call, params: { id }, body }) => {
      const { language, organization } = call;
      const replay = await replays.replay({ organizationId: organization.id, turnId: id }, body);
      if (replay.ok) return ok({ success: true, replay: toReplayRecord(settings, replay) });
      switch (replay.why) {
        case "no_turn":
          return failed("UNKNOWN_TURN", language, "id");
        case "no_recording":
          return failed("TURN_NOT_RECORDED", language, "id");
        case "no_prompt":
          return invalid("prompt", "replayPrompt", language);
        case "no_model":
          return invalid("model", "replayModel", language);
      }
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
