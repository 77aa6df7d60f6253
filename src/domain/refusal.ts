import type { LegalMove } from "./booking-transitions.ts";
import type { Fix } from "./rules/all-rules.ts";
import type { RuleName } from "./rules/rule.ts";
import type { Slot } from "./slot.ts";

/** Why the answer is no. A refusal is data: a model reads it, a screen shows it, an API sends it. */
export const refusalCodes = [
  "no_such_transition",
  "not_permitted",
  "slot_taken",
  "hold_expired",
  "unknown_booking",
  "unknown_service",
  "unknown_slot",
  "unknown_provider",
  "unknown_location",
  "no_slots",
  "past_date",
  "impossible_date",
  "invalid_timezone",
  "invalid_input",
  "answer_unfit",
  "confirmation_needed",
  "price_risen",
  "payment_not_awaited",
  "no_payment_link",
  "not_offered_now",
  "not_shown",
  "too_many_calls",
] as const;

export type RefusalCode = (typeof refusalCodes)[number] | RuleName;

/** One failing rule: what it says to staff, what to send to the lead, what would unblock it. */
export interface Blocking {
  readonly rule: RefusalCode;
  readonly message: string;
  readonly suggestedReply: string;
  readonly fix?: Fix;
  readonly alternatives?: readonly Slot[];
}

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** The finding, in English, for logs and models. */
  readonly reason: string;
  readonly message: string;
  readonly suggestedReply: string;
  /** The field of the request it is about. */
  readonly field?: string;
  readonly blocking?: readonly Blocking[];
  readonly alternatives?: readonly Slot[];
  readonly legalMoves?: readonly LegalMove[];
}

/** Sentences for one refusal in one language; the catalog stands in prompts/. */
export type Phrase = (
  code: RefusalCode,
  values?: Readonly<Record<string, string | number | Date>>,
) => { readonly message: string; readonly suggestedReply: string };
