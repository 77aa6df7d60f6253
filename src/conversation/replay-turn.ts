import { MemorySaver } from "@langchain/langgraph";

import type { Briefing, InboundText } from "#src/agent/briefing.ts";
import { createAgent } from "#src/agent/graph.ts";
import type { ChatModel, ModelMessage } from "#src/agent/model/chat-model.ts";
import { onlyPrompt } from "#src/agent/prompt-trial.ts";
import type { Prompt } from "#src/agent/prompts.ts";
import type { ClaimJudge } from "#src/agent/second-opinion.ts";
import type { Step } from "#src/agent/step.ts";
import type { AnyTool } from "#src/agent/tool.ts";
import type { Surroundings } from "#src/agent/tool-gate.ts";
import type { TurnOutcome, TurnWorld } from "#src/agent/turn-world.ts";
import type { Bookings } from "#src/booking/bookings.ts";
import { cancellationHashOf } from "#src/booking/cancel-booking.ts";
import { refuse } from "#src/booking/refuse.ts";
import { seriesCancellationHashOf } from "#src/booking/series/cancel-series.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";
import { priceSayer } from "#src/phrases/say-price.ts";
import { Parted, type RecordedTools, recordedTools } from "./recorded-tools.ts";
import { factsAt, type TurnRecording } from "./turn-recording.ts";

/** With what a turn is answered again. */
export interface ReplayWith {
  readonly tools: readonly AnyTool[];
  readonly phrases: Phrasebook;
  readonly judge: ClaimJudge | null;
  readonly model: ChatModel;
  readonly prompt: Prompt;
  readonly stopwatch: () => () => number;
  readonly timeoutMs: number;
}

/** A turn that was recorded, with the words that stand in its conversation. */
export interface RecordedTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly recording: TurnRecording;
  readonly history: readonly ModelMessage[];
  readonly inbound: readonly InboundText[];
}

/** What came of it: a reply that was checked like any, or the call with which it went its own way. */
export type Replayed =
  | { readonly kind: "done"; readonly outcome: TurnOutcome }
  | {
      readonly kind: "parted";
      readonly at: Parted["call"];
      /** What was called before, all of it recorded. */
      readonly calls: readonly Step[];
    };

/**
 * Answers a recorded turn once more, with another prompt or model. It has no database, no bookings and
 * no channel: tools answer from the recording, and a call that nobody recorded ends it.
 */
export const replayTurn = async (how: ReplayWith, turn: RecordedTurn): Promise<Replayed> => {
  const { model, prompt, phrases, judge } = how;
  const recorded = recordedTools(how.tools, turn.recording);
  const calls: Step[] = [];
  const agent = createAgent({
    ...{ model, phrases, judge, tools: recorded.tools },
    ...{ promptOf: onlyPrompt(prompt), checkpoints: new MemorySaver() },
  });
  try {
    const end = await agent.run(worldOf(how, turn, recorded, calls));
    if (end.kind === "waits") throw new Error("a replay asks nobody");
    return { kind: "done", outcome: end.outcome };
  } catch (error) {
    if (!(error instanceof Parted)) throw error;
    return { kind: "parted", at: error.call, calls };
  }
};

const worldOf = (
  { phrases, stopwatch, timeoutMs }: ReplayWith,
  { turnId, conversationId, recording, history, inbound }: RecordedTurn,
  recorded: RecordedTools,
  calls: Step[],
): TurnWorld => {
  const { language } = factsAt(recording, 0);
  return {
    ...{ turnId, conversationId, history, mode: "auto" },
    ...{ focus: recording.focus, owed: recording.owed, done: [], nextWrite: 0 },
    brief: async (focus): Promise<Briefing> => {
      const facts = factsAt(recording, recorded.place());
      return {
        ...facts,
        ...{ focus, inbound, text: inbound.map(({ text }) => text).join("\n") },
        cancellationHash: cancellationHashOf,
        seriesCancellationHash: seriesCancellationHashOf,
        sayPrice: priceSayer(phrases, language),
      };
    },
    surroundings: () => ({
      ...untouchable,
      refuse: (code, reason) => refuse({ phrases }, { language }, code, reason),
    }),
    stillFree: async () => () => true,
    elapsed: stopwatch(),
    signal: AbortSignal.timeout(timeoutMs),
    isOvertaken: async () => false,
    noted: (step) => calls.push(step),
  };
};

const never = (): never => {
  throw new Error("a replay touches nothing");
};

/** Nothing of the house is within reach of a replay. */
const untouchable: Omit<Surroundings, "refuse"> = {
  bookings: new Proxy({} as Bookings, { get: never }),
  caller: never,
  instantOf: never,
  searchKnowledge: never,
};
