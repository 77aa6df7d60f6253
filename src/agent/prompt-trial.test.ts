import { expect, test } from "vitest";

import { onlyPrompt, promptTrial } from "./prompt-trial.ts";
import type { Prompt } from "./prompts.ts";

const prompt = (id: string): Prompt => ({
  ...{ id, version: 1, hash: id, evals: [], text: "" },
  fill: () => "",
});
const [agent, brief] = [prompt("agent"), prompt("agent-brief")];
const ids = Array.from({ length: 4000 }, (_none, place) => `conversation-${place}`);

test.each([
  0, 0.2, 0.5, 1,
])("a share of %f of the conversations is held with the trial", (share) => {
  const arms = ids.map((id) => promptTrial(agent, brief, share)(id).arm);
  const held = arms.filter((arm) => arm === "trial").length / ids.length;
  expect(Math.abs(held - share)).toBeLessThan(0.03);
});

test("a conversation keeps its prompt, and a larger share takes none away", () => {
  const few = promptTrial(agent, brief, 0.2);
  const more = promptTrial(agent, brief, 0.4);
  for (const id of ids) {
    expect(few(id)).toEqual(few(id));
    if (few(id).arm === "trial") expect(more(id).prompt).toBe(brief);
  }
});

test("without a trial there is one prompt", () => {
  expect(onlyPrompt(agent)("any")).toEqual({ prompt: agent, arm: "only" });
});
