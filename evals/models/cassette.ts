import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { ModelAnswer, ModelPrompt } from "#src/agent/model/chat-model.ts";
import { decodeResult, encodeResult } from "#src/booking/stored-result.ts";

/** A miss, an unreadable cassette: the replay says so and asks nobody else. */
export class CassetteError extends Error {
  override readonly name = "CassetteError";
}

/** Whose answers stand in a cassette. */
export interface CassetteKey {
  readonly folder: string;
  /** Who answered: the agent, the lead, the judge. */
  readonly role: "agent" | "lead" | "judge";
  readonly caseId: string;
  readonly trial: number;
}

const fileOf = ({ folder, role, caseId, trial }: CassetteKey): string =>
  path.join(folder, `${caseId}.${trial}.${role}.json`);

/** A model of either kind: what it is asked holds at least the words of a prompt. */
interface Answering<Request extends ModelPrompt> {
  readonly name: string;
  respond(request: Request): Promise<ModelAnswer>;
}

/** All an answer depends on: another word of the prompt, tool or message is another question. */
const keyOf = (model: string, { system, messages, tools }: ModelPrompt, nth: number): string =>
  createHash("sha256")
    .update(encodeResult([model, system, messages, tools, nth]))
    .digest("hex")
    .slice(0, 32);

/** How often each question was asked in this play: the same one twice has two answers. */
const counting = () => {
  const counts = new Map<string, number>();
  return (name: string, request: ModelPrompt): string => {
    const plain = keyOf(name, request, 0);
    const nth = counts.get(plain) ?? 0;
    counts.set(plain, nth + 1);
    return keyOf(name, request, nth);
  };
};

type Tape = Record<string, unknown>;

/** Keeps what the model answers in a play, with its usage, for a replay without a network. */
export const recording = <Request extends ModelPrompt>(
  model: Answering<Request>,
  key: CassetteKey,
): Answering<Request> => {
  const tape: Tape = {};
  const place = counting();
  return {
    name: model.name,
    respond: async (request) => {
      const at = place(model.name, request);
      const answer = await model.respond(request);
      tape[at] = JSON.parse(encodeResult(answer));
      mkdirSync(key.folder, { recursive: true });
      writeFileSync(fileOf(key), `${JSON.stringify({ model: model.name, tape }, null, 1)}\n`);
      return answer;
    },
  };
};

/** Answers as it was recorded; a question that was not recorded is an error, never a guess. */
export const replaying = (name: string, key: CassetteKey): Answering<ModelPrompt> => {
  const tape = readTape(name, key);
  const place = counting();
  return {
    name,
    respond: async (request): Promise<ModelAnswer> => {
      const found = tape[place(name, request)];
      if (found !== undefined) return decodeResult(found) as ModelAnswer;
      const { caseId, trial } = key;
      throw new CassetteError(
        `case ${caseId}, trial ${trial}: the cassette has no answer to call ${request.messages.length}; the prompt, the tools or the case changed: record it anew`,
      );
    },
  };
};

const readTape = (name: string, key: CassetteKey): Tape => {
  const file = fileOf(key);
  // A play in which the model is never asked leaves no cassette; every question then is a miss.
  if (!existsSync(file)) return {};
  const { model, tape } = JSON.parse(readFileSync(file, "utf8"));
  if (model !== name) throw new CassetteError(`${file} was recorded with ${model}, not ${name}`);
  return tape;
};
