import { z } from "zod";

import { PromptNamed } from "./replay.ts";

const Count = z.int().min(0);

export const PromptTrialQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(365).default(30).describe("Counted back from now"),
});

const Range = {
  low: z.number().describe("Of the range at 95 %"),
  high: z.number(),
};

/** 0 to 1. A share of nothing is null, never 0. */
export const ShareRecord = z.object({
  hits: Count,
  count: Count,
  value: z.number().nullable(),
  ...Range,
  enough: z.boolean().describe("False: too few to tell anything"),
});

/** What is counted of each side. */
export const trialMeasures = [
  "failures",
  "safe",
  "unchanged",
  "edited",
  "rejected",
  "won",
] as const;
const Measure = z.enum(trialMeasures);

export const PromptTrialAnswer = z.object({
  success: z.literal(true),
  running: z
    .object({
      control: PromptNamed,
      trial: PromptNamed.nullable().describe("Null: nothing is tried out"),
      share: z.number().nullable().describe("0 to 1, of conversations held with the trial"),
    })
    .describe("What the server was started with"),
  arms: z.array(
    z.object({
      arm: z.enum(["only", "control", "trial"]),
      prompt: PromptNamed,
      turns: Count,
      conversations: Count,
      measures: z.record(Measure, ShareRecord),
    }),
  ),
  differences: z
    .record(Measure, z.object({ value: z.number(), ...Range }).nullable())
    .nullable()
    .describe(
      "Trial less control, of the prompts that run now; null: one of them has no turns. A measure is null while there are too few to tell",
    ),
});
