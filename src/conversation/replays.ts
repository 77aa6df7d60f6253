import type { ModelMessage } from "#src/agent/model/chat-model.ts";
import type { NamedPrompt, Prompt } from "#src/agent/prompts.ts";
import type { Db } from "#src/db/connect.ts";
import { findRecording } from "#src/db/queries/turn-recordings.ts";
import { findTurn, readTurnWords, type TracedTurn } from "#src/db/queries/turn-traces.ts";
import { listBefore } from "#src/db/queries/turns.ts";
import { historyLength, toModelMessage } from "./open-turn-world.ts";
import { type Replayed, type ReplayWith, replayTurn } from "./replay-turn.ts";
import { decodeRecording } from "./turn-recording.ts";

type Named = Pick<Prompt, "id" | "version" | "hash">;
const named = ({ id, version, hash }: Prompt): Named => ({ id, version, hash });

/** What turns can be replayed with. */
export interface ReplayChoices {
  readonly prompts: readonly (Named & { readonly name: string })[];
  /** Names; the first is the one that answers leads. */
  readonly models: readonly string[];
}

export type Replay =
  | {
      readonly ok: true;
      readonly prompt: Named;
      readonly model: string;
      readonly replayed: Replayed;
    }
  | { readonly ok: false; readonly why: "no_turn" | "no_recording" | "no_prompt" | "no_model" };

/** Turns of the past, answered again without touching anything. */
export interface Replays {
  choices(): ReplayChoices;
  replay(
    of: { readonly organizationId: string; readonly turnId: string },
    by: { readonly prompt: string; readonly model: string },
  ): Promise<Replay>;
}

export interface ReplaysDeps extends Omit<ReplayWith, "model" | "prompt"> {
  readonly db: Db;
  readonly models: readonly ReplayWith["model"][];
  /** The prompts as their files are at this moment, so that one that is being written can be tried. */
  readonly prompts: () => readonly NamedPrompt[];
}

const no = (why: Extract<Replay, { ok: false }>["why"]): Replay => ({ ok: false, why });

export const createReplays = (deps: ReplaysDeps): Replays => ({
  choices: () => ({
    prompts: deps.prompts().map(({ name, prompt }) => ({ name, ...named(prompt) })),
    models: deps.models.map(({ name }) => name),
  }),
  replay: async ({ organizationId, turnId }, by) => {
    const turn = await findTurn(deps.db, organizationId, turnId);
    if (!turn) return no("no_turn");
    const prompt = deps.prompts().find(({ name }) => name === by.prompt)?.prompt;
    if (!prompt) return no("no_prompt");
    const model = deps.models.find(({ name }) => name === by.model);
    if (!model) return no("no_model");
    const stored = await findRecording(deps.db, { organizationId, turnId });
    if (stored === undefined) return no("no_recording");
    const recording = decodeRecording(stored);
    const words = await wordsOf(deps.db, turn);
    if (words.inbound.length === 0) return no("no_recording");
    const recorded = { turnId, conversationId: turn.conversation_id, recording, ...words };
    const replayed = await replayTurn({ ...deps, model, prompt }, recorded);
    return { ok: true, prompt: named(prompt), model: model.name, replayed };
  },
});

/** What was said stands in the conversation alone: what is taken out there is not replayed either. */
const wordsOf = async (db: Db, turn: TracedTurn) => {
  const conversation = { organization_id: turn.organization_id, id: turn.conversation_id };
  const [earlier, { inbound }] = await Promise.all([
    listBefore(db, conversation, turn.first_seq, historyLength),
    readTurnWords(db, turn),
  ]);
  return {
    history: earlier.map(toModelMessage) satisfies ModelMessage[],
    inbound: inbound.map(({ id, seq, text, choice_id }) => ({
      id,
      seq,
      text,
      choiceId: choice_id,
    })),
  };
};
