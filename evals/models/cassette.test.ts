import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, expect, test } from "vitest";

import type { ModelPrompt, TextModel } from "#src/agent/model/chat-model.ts";
import { CassetteError, type CassetteKey, recording, replaying } from "./cassette.ts";

const folder = mkdtempSync(path.join(tmpdir(), "slotwise-cassette-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keyOf = (caseId: string, trial = 1): CassetteKey => ({
  folder,
  role: "agent",
  caseId,
  trial,
});

const prompt = (system: string): ModelPrompt => ({
  ...{ system, messages: [], tools: [], signal: new AbortController().signal },
});

/** Answers differently each time it is asked, as models do. */
const fickle = (): TextModel => {
  let count = 0;
  return {
    name: "openai:gpt",
    respond: async () => {
      count += 1;
      const at = new Date(count);
      return {
        ...{ text: `answer ${count}`, usage: { inputTokens: count, outputTokens: 1 } },
        toolCalls: [{ id: "1", name: "x", arguments: { at } }],
      };
    },
  };
};

test("answers as it was recorded, the same question twice with its two answers", async () => {
  const live = recording(fickle(), keyOf("twice"));
  const said = [
    await live.respond(prompt("a")),
    await live.respond(prompt("b")),
    await live.respond(prompt("a")),
  ];
  const taped = replaying("openai:gpt", keyOf("twice"));
  expect([
    await taped.respond(prompt("a")),
    await taped.respond(prompt("b")),
    await taped.respond(prompt("a")),
  ]).toEqual(said);
});

test("fails on what was not recorded and asks nobody", async () => {
  await recording(fickle(), keyOf("miss")).respond(prompt("a"));
  await expect(replaying("openai:gpt", keyOf("miss")).respond(prompt("changed"))).rejects.toThrow(
    CassetteError,
  );
});

test("keeps trials apart", async () => {
  await recording(fickle(), keyOf("trials", 1)).respond(prompt("a"));
  await expect(replaying("openai:gpt", keyOf("trials", 2)).respond(prompt("a"))).rejects.toThrow(
    /record it anew/u,
  );
});

test("is of one model", async () => {
  await recording(fickle(), keyOf("model")).respond(prompt("a"));
  expect(() => replaying("openai:other", keyOf("model"))).toThrow(CassetteError);
});
