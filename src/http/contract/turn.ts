import { z } from "zod";

import { suggestionStatuses } from "#src/domain/approval.ts";
import { Id, Instant, NextCursor, Page } from "./formats.ts";

const Arm = z.enum(["only", "control", "trial"]).describe("Side of a trial the conversation is on");
const Wording = z
  .enum(["model", "template", "safe"])
  .describe("Whose words the reply is; safe: the model's were not true and were replaced");
const Milliseconds = z.number().min(0);
const Count = z.int().min(0);

export const ListTurns = Page.extend({
  conversationId: Id.optional(),
  arm: Arm.optional(),
  wording: Wording.optional(),
  failed: z.stringbool().optional().describe("Whether the model failed"),
});

/** What a turn noted of itself. */
export const TurnTraceRecord = z.object({
  prompt: z.object({ id: z.string(), version: z.number(), hash: z.string(), arm: Arm }),
  model: z.string(),
  asks: z
    .array(z.object({ at: Milliseconds, ms: Milliseconds, input: Count, output: Count }))
    .default([])
    .describe("Each time the model was asked; `at`: since the turn began"),
  calls: z.array(
    z.object({
      tool: z.string(),
      outcome: z.string(),
      at: Milliseconds.nullable()
        .default(null)
        .describe("Null: an older turn, which did not note it"),
      ms: Milliseconds,
    }),
  ),
  claims: z.array(z.object({ kind: z.string(), said: z.string() })),
  wording: Wording,
  failure: z.string().nullable(),
  tokens: z.object({ input: Count, output: Count }),
  modelMs: Milliseconds,
  totalMs: Milliseconds,
  approval: z.object({ mode: z.string(), risks: z.array(z.string()) }),
});

export const TurnRecord = z.object({
  turn_id: Id,
  conversation_id: Id,
  lead_name: z.string().nullable(),
  heard: z.string().nullable().describe("The first message it answers, cut short"),
  status: z.enum(["running", "suggested", "answered", "silent"]),
  started_at: Instant,
  finished_at: Instant.nullable(),
  trace: TurnTraceRecord.nullable().describe("Null: no model was asked, or the turn still runs"),
  cost_usd: z.number().nullable().describe("Null: nobody has named the price of its model"),
});

export const TurnList = z.object({
  success: z.literal(true),
  turns: z.array(TurnRecord),
  nextCursor: NextCursor,
});

export const TurnAnswer = z.object({
  success: z.literal(true),
  turn: TurnRecord,
  heard: z.array(z.string()).describe("What the lead wrote and this turn answered"),
  said: z.string().nullable().describe("What was sent"),
  suggestion: z
    .object({ suggestion_id: Id, status: z.enum(suggestionStatuses), text: z.string().nullable() })
    .nullable()
    .describe("What it would have said, where a person was asked"),
  recorded: z.boolean().describe("Whether it can be replayed"),
});
