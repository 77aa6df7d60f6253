import { z } from "zod";

import { riskCodes, suggestionKinds, suggestionStatuses } from "#src/domain/approval.ts";
import { Id, Instant, NextCursor, Page, Reason } from "./formats.ts";

/** What the agent would say or do, waiting for a person or decided by one. */
export const SuggestionRecord = z
  .object({
    suggestion_id: Id,
    conversation_id: Id,
    lead_id: Id,
    lead_name: z.string().nullable(),
    turn_id: Id,
    status: z.enum(suggestionStatuses),
    kind: z.enum(suggestionKinds),
    version: z.number().describe("Send it with the decision"),
    text: z.string().nullable().describe("Words to be sent; null for a deed"),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
    act: z
      .object({ tool: z.string(), arguments: z.unknown(), booking_ids: z.array(z.string()) })
      .nullable()
      .describe("The deed that waits; null for words"),
    reasons: z.array(z.enum(riskCodes)),
    seen_seq: z.number().describe("Number of the last message it has read"),
    created_at: Instant,
    decided_at: Instant.nullable(),
    decided_by: z.string().nullable().describe("Id of the member or the API key"),
    decided_by_name: z.string().nullable(),
    final_text: z.string().nullable().describe("What was sent"),
    edit_reason: z.string().nullable(),
    reject_reason: z.string().nullable(),
  })
  .meta({ id: "Suggestion" });

export const SuggestionAnswer = z.object({
  success: z.literal(true),
  suggestion: SuggestionRecord,
});

export const SuggestionList = z.object({
  success: z.literal(true),
  suggestions: z.array(SuggestionRecord),
  nextCursor: NextCursor,
});

export const ListSuggestions = Page.extend({ status: z.enum(suggestionStatuses).optional() });

const Version = z.number().int().min(1).describe("Of the suggestion that was read");

export const ApproveSuggestion = z.strictObject({ version: Version });

export const EditSuggestion = z.strictObject({
  version: Version,
  text: z.string().trim().min(1).max(3_000).describe("Sent instead, if the facts back it"),
  reason: Reason.optional(),
});

export const RejectSuggestion = z.strictObject({ version: Version, reason: Reason });

const FactRecord = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("receipt"), action: z.string(), bookingId: z.string() }),
  z.object({
    kind: z.literal("slot"),
    start: Instant,
    zone: z.string(),
    service: z.string(),
    provider: z.string(),
    location: z.string(),
  }),
  z.object({ kind: z.literal("knowledge"), topic: z.string(), text: z.string() }),
  z.object({ kind: z.literal("service"), name: z.string() }),
]);

/** What was found out, done and refused on the way to a suggestion. */
export const SuggestionGrounds = z.object({
  facts: z.array(FactRecord).default([]),
  blocked: z
    .array(
      z.object({
        tool: z.string(),
        code: z.string(),
        message: z.string(),
        suggestedReply: z.string(),
        legalMoves: z.array(z.string()),
      }),
    )
    .default([])
    .describe("What the house said no to, and what would be possible instead"),
});

/** What is held against the facts before words are sent. */
export const checkKinds = [
  "deed",
  "time",
  "weekday",
  "duration",
  "price",
  "name",
  "language",
  "link",
] as const;

/** Why a suggestion can be trusted, or cannot. */
export const SuggestionEvidence = SuggestionGrounds.extend({
  success: z.literal(true),
  checks: z.array(z.object({ kind: z.enum(checkKinds), passed: z.boolean() })),
  claims: z
    .array(z.object({ kind: z.string(), said: z.string() }))
    .describe("What an earlier wording said and no fact backs; it was thrown away"),
  wording: z.enum(["model", "template", "safe"]).nullable(),
  intent: z.string().nullable(),
  confidence: z
    .object({
      share: z.number().describe("0 to 1, sent unchanged by people in the last 90 days"),
      sample: z.number(),
    })
    .nullable()
    .describe("Null while fewer than 20 of this intent were decided about"),
});

/** A case for `evals/cases`, from what a person has changed. */
export const EvalDraft = z.object({
  success: z.literal(true),
  name: z.string().describe("Of the file"),
  yaml: z.string(),
});
