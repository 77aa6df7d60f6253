import { z } from "zod";

import { approvalModes, riskCodes, suggestionKinds } from "#src/domain/approval.ts";
import { bookingStates } from "#src/domain/booking-states.ts";
import { Id, Instant, NextCursor } from "./formats.ts";
import { LeadRecord } from "./lead.ts";
import { SlotRecord } from "./slot.ts";

const Language = z.enum(["vi", "en"]);
const owners = ["ai", "waiting", "human"] as const;

/** The colours labels may have; a console knows how each looks in light and dark. */
export const labelColors = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "violet",
  "pink",
] as const;

export const LabelRecord = z
  .object({ label_id: Id, name: z.string(), color: z.enum(labelColors) })
  .meta({ id: "Label" });

const Person = z.object({ id: z.string(), name: z.string() });

/** Why a person should look first; `hand_over`: the agent has left it to people. */
export const inboxRisks = [...riskCodes, "review", "hand_over"] as const;

/** One line of the queue: who waits for what, since when, and what stands in the way. */
export const InboxRow = z
  .object({
    conversation_id: Id,
    lead_id: Id,
    lead_name: z.string().nullable(),
    lead_phone: z.string().nullable(),
    channel: z.string(),
    language: Language,
    owner: z.enum(owners).describe("Who answers: the agent, nobody yet, a person"),
    owner_reason: z.string().nullable(),
    approval_mode: z.enum(approvalModes).describe("In effect"),
    assignee: Person.nullable(),
    unread: z.number().describe("Messages of the lead you have not read; 99 at most"),
    waiting_since: Instant.nullable().describe("Of the first message nobody has answered"),
    window_until: Instant.nullable().describe("Until when the channel lets us write; null: always"),
    last_message: z
      .object({ author: z.enum(["lead", "ai", "sales", "system"]), text: z.string() })
      .nullable(),
    last_message_at: Instant,
    last_seq: z.number(),
    booking: z
      .object({
        booking_id: Id,
        state: z.enum(bookingStates),
        service_name: z.string().nullable(),
        starts_at: Instant.nullable(),
        timezone: z.string(),
      })
      .nullable()
      .describe("The one written to last"),
    suggestion: z.object({ suggestion_id: Id, kind: z.enum(suggestionKinds) }).nullable(),
    risks: z.array(z.enum(inboxRisks)),
    labels: z.array(LabelRecord),
  })
  .meta({ id: "InboxRow" });

/** What the queue is narrowed to. `needs_you`: nobody but a person can go on. */
export const ReadInbox = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(40),
  cursor: z.string().max(200).optional().describe("nextCursor of the page before"),
  view: z.enum(["needs_you", "all"]).default("all"),
  owner: z.enum(owners).optional(),
  channel: z.string().max(40).optional(),
  state: z.enum(bookingStates).optional().describe("Of the booking written to last"),
  mine: z.stringbool().default(false),
  label: Id.optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe("Name, phone or words of a message, with or without accents"),
});

/** `needs_you` has the longest wait first, `all` the latest news first. */
export const InboxList = z.object({
  success: z.literal(true),
  conversations: z.array(InboxRow),
  nextCursor: NextCursor,
});

export const InboxAnswer = z.object({ success: z.literal(true), conversation: InboxRow });

export const MarkRead = z.strictObject({
  seq: z.number().int().min(0).describe("The last message you have seen"),
});

export const Assign = z.strictObject({
  to: z.enum(["me", "nobody"]).describe("Yourself, or nobody in particular"),
});

export const SetLabels = z.strictObject({ label_ids: z.array(Id).max(20) });

export const NewLabel = z.strictObject({
  name: z.string().trim().min(1).max(40),
  color: z.enum(labelColors).default("gray"),
});
export const LabelAnswer = z.object({ success: z.literal(true), label: LabelRecord });
export const LabelList = z.object({ success: z.literal(true), labels: z.array(LabelRecord) });

/** What people tell each other; no lead ever sees it. */
export const NoteRecord = z
  .object({ note_id: Id, text: z.string(), by: z.string(), at: Instant })
  .meta({ id: "Note" });
export const NewNote = z.strictObject({ text: z.string().trim().min(1).max(2_000) });
export const NoteAnswer = z.object({ success: z.literal(true), note: NoteRecord });
export const NoteList = z.object({ success: z.literal(true), notes: z.array(NoteRecord) });

/** An answer people give often, by the word that calls it up. */
export const CannedReplyRecord = z
  .object({ reply_id: Id, shortcut: z.string(), language: Language, text: z.string() })
  .meta({ id: "CannedReply" });
export const NewCannedReply = z.strictObject({
  shortcut: z.string().trim().min(1).max(40),
  language: Language,
  text: z.string().trim().min(1).max(3_000),
});
export const CannedReplyAnswer = z.object({
  success: z.literal(true),
  reply: CannedReplyRecord,
});
export const CannedReplyList = z.object({
  success: z.literal(true),
  replies: z.array(CannedReplyRecord),
});

export const Done = z.object({ success: z.literal(true) });

/** The person of a conversation: who they are, what they like, what is known of them. */
export const LeadProfile = z.object({
  success: z.literal(true),
  lead: LeadRecord,
  preferences: z.object({
    times: z.array(
      z.object({
        weekdays: z.array(z.number()).describe("1 = Monday; empty: any day"),
        from: z.string().describe("HH:MM"),
        to: z.string(),
      }),
    ),
    provider_name: z.string().nullable(),
    location_name: z.string().nullable(),
    gender: z.enum(["female", "male"]).nullable(),
    languages: z.array(z.string()),
  }),
});

/** Slots held for a booking until its lead chooses. */
export const OfferedSlots = z.object({ success: z.literal(true), slots: z.array(SlotRecord) });

export type { BookingState } from "#src/domain/booking-states.ts";
