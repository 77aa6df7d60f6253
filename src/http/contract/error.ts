import { z } from "zod";

import { suggestionStatuses } from "#src/domain/approval.ts";
import { actors, bookingStates } from "#src/domain/booking-states.ts";
import { SlotRecord } from "./slot.ts";

/** Every code the API answers an error with; the names 004 has are 004's. */
export const errorCodes = [
  "SLOT_UNAVAILABLE",
  "HOLD_EXPIRED",
  "PAST_DATE",
  "IMPOSSIBLE_DATE",
  "INVALID_TIMEZONE",
  "IN_USE",
  "CONFLICT",
  "TRANSITION_BLOCKED",
  "NOT_PERMITTED",
  "CONFIRMATION_NEEDED",
  "INVALID_INPUT",
  "INVALID_JSON",
  "INVALID_CURSOR",
  "IDEMPOTENCY_KEY_REUSED",
  "UNAUTHENTICATED",
  "FOREIGN_PAGE",
  "WRONG_PASSWORD",
  "WRONG_CODE",
  "PASSWORD_TOO_SHORT",
  "SIGN_IN_AGAIN",
  "LINK_SPENT",
  "UNKNOWN_MEMBER",
  "UNKNOWN_INVITATION",
  "UNKNOWN_API_KEY",
  "UNKNOWN_SESSION",
  "PROVIDER_MISMATCH",
  "LAST_OWNER",
  "ALREADY_MEMBER",
  "UNKNOWN_BOOKING",
  "UNKNOWN_SERVICE",
  "UNKNOWN_SLOT",
  "UNKNOWN_PROVIDER",
  "UNKNOWN_LOCATION",
  "UNKNOWN_RESOURCE",
  "UNKNOWN_LEAD",
  "UNKNOWN_WAITLIST_ENTRY",
  "UNKNOWN_CONVERSATION",
  "UNKNOWN_SUGGESTION",
  "UNKNOWN_TURN",
  "TURN_NOT_RECORDED",
  "UNKNOWN_EVAL_RUN",
  "SUGGESTION_DECIDED",
  "SUGGESTION_STALE",
  "SUGGESTION_CHANGED",
  "UNKNOWN_CHANNEL",
  "UNKNOWN_CHANNEL_ACCOUNT",
  "CHANNEL_ACCOUNT_TAKEN",
  "CHANNEL_REFUSED",
  "UNKNOWN_DELIVERY",
  "UNKNOWN_ENDPOINT",
  "ENDPOINT_NOT_SAFE",
  "DELIVERY_NOT_DEAD",
  "UNKNOWN_PAYMENT",
  "UNKNOWN_REFUND",
  "REFUND_TOO_MUCH",
  "REFUND_NOT_OPEN",
  "INTAKE_CLOSED",
  "PROVIDER_UNREACHABLE",
  "NOT_A_REPLY",
  "FALSE_CLAIMS",
  "UNKNOWN_ORGANIZATION",
  "NOT_FOUND",
  "BODY_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "RATE_LIMITED",
  "BAD_REQUEST",
  "INTERNAL_ERROR",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A state the booking can go to, and who may take it there. */
export const LegalMoveRecord = z.object({ to: z.enum(bookingStates), by: z.array(z.enum(actors)) });

/** One failing rule of the checklist (000 §5). */
export const BlockingRecord = z
  .object({
    rule: z.string(),
    message: z.string().describe("For staff"),
    suggestedReply: z.string().describe("A sentence to send to the lead"),
    fix: z.string().optional().describe("The tool or field that would unblock"),
    alternatives: z.array(SlotRecord).optional(),
  })
  .meta({ id: "Blocking" });

/** What would lose something it refers to. */
const UseRecord = z
  .object({
    kind: z.enum([
      "booking",
      "block",
      "series",
      "waitlist",
      "lead_block",
      "package",
      "service",
      "provider",
      "resource",
      "member",
    ]),
    id: z.string(),
    name: z.string(),
  })
  .meta({ id: "Use" });

/** What became of a suggestion that was to be decided about. */
const DecisionRecord = z
  .object({
    status: z.enum(suggestionStatuses),
    version: z.number(),
    decided_by: z.string().nullable(),
    decided_by_name: z.string().nullable(),
    decided_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Decision" });

/** A statement that the facts do not back. */
const FalseClaimRecord = z
  .object({ kind: z.string(), said: z.string().describe("The words it stands in") })
  .meta({ id: "FalseClaim" });

/** What every error answers. `message` is in the language of Accept-Language. */
export const ErrorBody = z
  .object({
    success: z.literal(false),
    error: z.enum(errorCodes),
    message: z.string(),
    field: z.string().optional().describe("The field of the request that is wrong"),
    availableSlots: z
      .array(z.string())
      .optional()
      .describe("Times HH:MM that are free on the day asked for"),
    alternatives: z
      .array(SlotRecord)
      .optional()
      .describe("Free slots nearest to the one asked for"),
    usedBy: z.array(UseRecord).optional().describe("What uses it, 20 at most"),
    usedByCount: z.number().optional().describe("How many use it"),
    blocking: z.array(BlockingRecord).optional(),
    legalMoves: z.array(LegalMoveRecord).optional(),
    suggestedReply: z.string().optional(),
    claims: z.array(FalseClaimRecord).optional().describe("What the facts do not back"),
    suggestion: DecisionRecord.optional(),
  })
  .meta({ id: "Error" });

export type ErrorAnswer = z.output<typeof ErrorBody>;
