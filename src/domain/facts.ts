import type { ChangeReason } from "./change-reason.ts";
import type { Money } from "./money.ts";
import type { Policy } from "./policy.ts";
import type { Slot } from "./slot.ts";
import type { Otherwise, SopQuestion } from "./sop/sop.ts";

export type Language = "vi" | "en";

/** A question of the organization's SOPs, and how far the answer to it lets the lead on. */
export interface SopField extends SopQuestion {
  /** There is an answer that counts and is acceptable. */
  readonly met: boolean;
  /** There is one that counts and is not; what then, else null. */
  readonly refused: Otherwise | null;
}

/**
 * A lead's yes. For a lead it is one inbound message of theirs; sales state that the lead agreed
 * elsewhere (a phone call) and answer for it by name.
 */
export type Consent =
  | {
      readonly kind: "message";
      readonly messageId: string;
      readonly leadId: string;
      readonly at: Date;
      /** Hash of what the lead was shown when they said yes. */
      readonly shownHash: string;
      readonly alreadyUsed: boolean;
    }
  | { readonly kind: "stated"; readonly by: string }
  /** A button of the page behind a signed link that only this lead was sent, below what it does. */
  | { readonly kind: "page"; readonly leadId: string }
  /** The organization lets the house itself move an appointment that cannot take place. */
  | { readonly kind: "policy"; readonly key: "whenProviderUnavailable" }
  /** The lead paid for exactly this time, after it was given back and before anybody took it. */
  | { readonly kind: "policy"; readonly key: "paidLate" };

/** The slot somebody wants to confirm, as the database knows it at this moment. */
export interface ChosenSlot {
  readonly slot: Slot;
  readonly offered: boolean;
  readonly offeredAt: Date | null;
  /** What was shown of it; a consent must carry the same hash. */
  readonly shownHash: string;
  readonly free: boolean;
}

/** What the rules know of a service. */
export interface ServiceFacts {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** People one booking may bring. */
  readonly participants: { readonly least: number; readonly most: number };
  /** Minutes a lead may choose between; null where the length is fixed. */
  readonly lengths: { readonly least: number; readonly most: number; readonly step: number } | null;
  /** Given only where the lead is: the area must be known before a time can be. */
  readonly travels: boolean;
  /** The service that must come first, and how far the lead is with it; null where none must. */
  readonly consultation: {
    readonly serviceName: string;
    readonly status: "done" | "missing" | { readonly endsAt: Date };
  } | null;
}

/**
 * Everything the rules look at, loaded in the transaction that will write. `null` and absent mean
 * "not known", and what is not known fails the rule that asks for it.
 */
export interface Facts {
  readonly language: Language;
  readonly policy: Policy;
  readonly lead: { readonly blocked: boolean; readonly reachableBy: readonly string[] } | null;
  readonly service: ServiceFacts | null;
  readonly sop: readonly SopField[] | null;
  /** How many slots are free in the proposal window; null when that was not looked up. */
  readonly slotsAvailable: number | null;
  /** The very time somebody named is free: an answer, not a choice between few. */
  readonly namedTimeFree: boolean;
  /** Whether the place of the appointment was said or is the only one. */
  readonly placeKnown: boolean | null;
  /** Other appointments of the lead on the local date of the chosen slot. */
  readonly leadBookingsThatDay: number | null;
  readonly chosen: ChosenSlot | null;
  /** Free slots to offer in a refusal. */
  readonly alternatives: readonly Slot[];
  /** Another live booking of this lead for the same service or time. */
  readonly duplicate: { readonly bookingId: string } | "none" | null;
  readonly consent: Consent | null;
  readonly payment: {
    readonly received: Money | null;
    readonly verified: boolean;
    readonly reference: string | null;
  } | null;
  readonly reason: string | null;
  /** What the reason comes to, for whoever counts. */
  readonly reasonCode: ChangeReason | null;
  /** Sales set aside a deadline, knowingly; recorded with the event. */
  readonly overruledBy: string | null;
  readonly reopenedByMessageId: string | null;
  readonly failure: string | null;
}

/** What an attempt brings with it. */
export type AttemptFacts = Pick<
  Facts,
  | "slotsAvailable"
  | "namedTimeFree"
  | "placeKnown"
  | "leadBookingsThatDay"
  | "chosen"
  | "alternatives"
  | "duplicate"
  | "consent"
  | "payment"
  | "reason"
  | "reasonCode"
  | "overruledBy"
  | "reopenedByMessageId"
  | "failure"
>;

/** An attempt of which nothing is known yet. */
export const nothingBrought: AttemptFacts = {
  slotsAvailable: null,
  namedTimeFree: false,
  placeKnown: null,
  leadBookingsThatDay: null,
  chosen: null,
  alternatives: [],
  duplicate: null,
  consent: null,
  payment: null,
  reason: null,
  reasonCode: null,
  overruledBy: null,
  reopenedByMessageId: null,
  failure: null,
};
