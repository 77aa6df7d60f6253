import { createHash } from "node:crypto";

import type { Prompt } from "./prompts.ts";

/** Which of two prompts a conversation is held with; `only` while nothing is tried out. */
export type PromptArm = "only" | "control" | "trial";

export interface ChosenPrompt {
  readonly prompt: Prompt;
  readonly arm: PromptArm;
}

/** The prompt of a conversation: the same one throughout, whatever process answers. */
export type PromptOf = (conversationId: string) => ChosenPrompt;

export const onlyPrompt =
  (prompt: Prompt): PromptOf =>
  () => ({ prompt, arm: "only" });

/** Where a conversation stands among all, in [0, 1): drawn anew for each prompt that is tried. */
const placeOf = (trial: Prompt, conversationId: string): number =>
  createHash("sha256").update(`${trial.hash}/${conversationId}`).digest().readUInt32BE(0) / 2 ** 32;

/** Two prompts side by side: `share` of all conversations, 0 to 1, are held with the trial. */
export const promptTrial =
  (control: Prompt, trial: Prompt, share: number): PromptOf =>
  (conversationId) =>
    placeOf(trial, conversationId) < share
      ? { prompt: trial, arm: "trial" }
      : { prompt: control, arm: "control" };
