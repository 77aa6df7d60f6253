import { z } from "zod";

import { approvalModes } from "#src/domain/approval.ts";
import { Id, Instant, NextCursor } from "./formats.ts";

const ApprovalModeOf = z.enum(approvalModes);

/** Who has the last word on what the agent says here. */
export const ConversationChange = z.strictObject({
  approval_mode: ApprovalModeOf.nullable().describe("Null: as the organization has it"),
});

/** A conversation without its words; `waiting` means that a person has been asked for. */
export const ConversationRecord = z
  .object({
    conversation_id: Id,
    lead_id: Id,
    lead_name: z.string().nullable(),
    channel: z.string(),
    language: z.enum(["vi", "en"]),
    owner: z.enum(["ai", "waiting", "human"]),
    owner_reason: z.string().nullable(),
    approval_mode: ApprovalModeOf.nullable().describe("Null: as the organization has it"),
    last_seq: z.number().describe("Number of the last message"),
    answered_seq: z.number().describe("Number of the last message that needs no answer any more"),
    created_at: Instant,
  })
  .meta({ id: "Conversation" });

export const ConversationAnswer = z.object({
  success: z.literal(true),
  conversation: ConversationRecord,
});

export const ConversationList = z.object({
  success: z.literal(true),
  conversations: z.array(ConversationRecord),
  nextCursor: NextCursor,
});

/** From where the reader left off; a transcript only grows. */
export const ReadMessages = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe("seq of the last message you have"),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});

/** What was said, exactly as it was sent. `seq` counts within the conversation. */
export const MessageRecord = z
  .object({
    message_id: Id,
    seq: z.number(),
    author: z.enum(["lead", "ai", "sales", "system"]),
    text: z.string(),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
    choice_id: z.string().nullable(),
    reactions: z.record(z.string(), z.string()).describe("What was shown on it, by who showed it"),
    at: Instant,
  })
  .meta({ id: "Message" });

export const MessageList = z.object({
  success: z.literal(true),
  messages: z.array(MessageRecord),
});

/** Some channels send long words in parts. */
export const SayWords = z.strictObject({ text: z.string().trim().min(1).max(3_000) });

export const MessageAnswer = z.object({ success: z.literal(true), message: MessageRecord });
