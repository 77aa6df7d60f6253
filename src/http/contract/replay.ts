import { z } from "zod";

import { TurnTraceRecord } from "./turn.ts";

export const PromptNamed = z.object({ id: z.string(), version: z.number(), hash: z.string() });

export const ReplayChoices = z.object({
  success: z.literal(true),
  prompts: z.array(PromptNamed.extend({ name: z.string().describe("Of its file") })),
  models: z.array(z.string()).describe("The first is the one that answers leads"),
});

export const ReplayAsked = z.strictObject({
  prompt: z.string().min(1).max(100).describe("Name of a prompt of GET /replay-choices"),
  model: z.string().min(1).max(200).describe("Name of a model of GET /replay-choices"),
});

export const ReplayRecord = z.object({
  prompt: PromptNamed,
  model: z.string(),
  said: z.string().nullable().describe("What would have been sent; null where it went its own way"),
  choices: z.array(z.string()).describe("Labels that could have been pressed"),
  calls: z.array(z.object({ tool: z.string(), outcome: z.string() })),
  parted: z
    .object({ tool: z.string(), arguments: z.unknown() })
    .nullable()
    .describe("The call that was never made before: nobody knows what it would have answered"),
  trace: TurnTraceRecord.nullable(),
  cost_usd: z.number().nullable().describe("Null: nobody has named the price of the model"),
});

export const ReplayAnswer = z.object({ success: z.literal(true), replay: ReplayRecord });
