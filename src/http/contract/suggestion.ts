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
    decided_by: z.string().nullable().describe("Id of the API key"),
    decided_by_name: z.string().nullable(),
    final_text: z.string().nullable().describe("What was sent"),
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
});

export const RejectSuggestion = z.strictObject({ version: Version, reason: Reason });
