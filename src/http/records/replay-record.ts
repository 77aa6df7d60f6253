import type { z } from "zod";

import type { Replay } from "#src/conversation/replays.ts";
import { costOf } from "#src/domain/model-price.ts";
import type { ReplayRecord } from "../contract/replay.ts";
import { TurnTraceRecord } from "../contract/turn.ts";
import type { HttpSettings } from "../server-deps.ts";

export const toReplayRecord = (
  { modelPrices }: Pick<HttpSettings, "modelPrices">,
  { prompt, model, replayed }: Extract<Replay, { ok: true }>,
): z.output<typeof ReplayRecord> => {
  if (replayed.kind === "parted") {
    const { at, calls } = replayed;
    return {
      ...{ prompt, model, said: null, choices: [], trace: null, cost_usd: null },
      calls: calls.map(({ call, result }) => ({
        tool: call.name,
        outcome: result.ok ? result.action : result.code,
      })),
      parted: { tool: at.name, arguments: at.arguments },
    };
  }
  const { reply, trace } = replayed.outcome;
  return {
    ...{ prompt, model, said: reply.text, parted: null },
    choices: reply.choices.map(({ label }) => label),
    calls: trace.calls.map(({ tool, outcome }) => ({ tool, outcome })),
    trace: TurnTraceRecord.parse(trace),
    cost_usd: costOf(modelPrices, model, trace.tokens),
  };
};
