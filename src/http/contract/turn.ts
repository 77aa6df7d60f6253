import { z } from "zod";

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
  calls: z.array(z.object({ tool: z.string(), outcome: z.string(), ms: Milliseconds })),
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
  status: z.enum(["running", "suggested", "answered", "silent"]),
  started_at: Instant,
  finished_at: Instant.nullable(),
  trace: TurnTraceRecord.nullable().describe("Null: no model was asked, or the turn still runs"),
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
});
