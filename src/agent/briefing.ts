import type { Booking } from "#src/domain/booking.ts";
import type { Language, SopField } from "#src/domain/facts.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { SayPrice } from "#src/phrases/say-price.ts";
import type { Focus } from "./focus.ts";

export interface BriefService {
  readonly id: string;
  /** In the conversation's language. */
  readonly name: string;
  /** Every name and alias, for recognising it. */
  readonly names: readonly string[];
  readonly description: string;
  readonly minutes: number;
  /** As it is said to people; null when the price is not public. */
  readonly price: string | null;
  readonly paymentRequired: boolean;
  /** People one booking may bring. */
  readonly participants: { readonly least: number; readonly most: number };
  /** Minutes the lead may choose between; null where the length is fixed. */
  readonly lengths: { readonly least: number; readonly most: number; readonly step: number } | null;
  /** Ids of the services a package is made of, in order; none for a single service. */
  readonly parts: readonly string[];
  /** Given where the lead is. */
  readonly travels: boolean;
  /** The service that must come first. */
  readonly consultationId: string | null;
}

export interface BriefPlace {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly address: string;
  readonly zone: string;
}

export interface BriefProvider {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly gender: string | null;
  /** ISO 639-1 codes. */
  readonly languages: readonly string[];
  /** In the conversation's language, where there are words for it. */
  readonly specialities: string | null;
  readonly about: string | null;
  readonly rating: { readonly stars: number; readonly count: number } | null;
  readonly serviceIds: readonly string[];
}

/** Visits of a series that are held together: what one yes would book. */
export interface BriefSeries {
  readonly id: string;
  readonly slots: readonly Slot[];
  readonly shownHash: string;
}

export interface InboundText {
  readonly id: string;
  readonly seq: number;
  readonly text: string;
  readonly choiceId: string | null;
}

/**
 * What is true at this moment, for one turn: read from the database before the model is asked and
 * again after every write. A model reads it; nothing is decided by it alone.
 */
export interface Briefing {
  readonly now: Date;
  readonly language: Language;
  /** The lead's zone, else the place's, else the organization's (004). */
  readonly zone: string;
  readonly organization: {
    readonly name: string;
    readonly phone: string | null;
    readonly zone: string;
    readonly country: "VN" | "US";
  };
  readonly lead: {
    readonly id: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly services: readonly BriefService[];
  readonly places: readonly BriefPlace[];
  readonly providers: readonly BriefProvider[];
  /** Opening hours over all places, in minutes of the day: whether "5" can be a morning. */
  readonly openHours: { readonly fromMinute: number; readonly toMinute: number };
  /** The booking this conversation is about. */
  readonly booking: Booking | null;
  /** Slots held for it, still open. */
  readonly offered: readonly Slot[];
  /** Questions of its service and whether they are answered. */
  readonly sop: readonly SopField[];
  /** Appointments of this lead that lie ahead. */
  readonly upcoming: readonly Booking[];
  /** Fingerprint of what a lead is asked before a booking is cancelled. */
  readonly cancellationHash: (booking: Booking) => string;
  /** The series that was shown last and is still held. */
  readonly series: BriefSeries | null;
  /** Visits of the lead's series that can still be cancelled, in their order. */
  readonly visits: readonly Booking[];
  /** The same for visits that are cancelled together. */
  readonly seriesCancellationHash: (visits: readonly Booking[]) => string;
  /** A price that rules have made, in this lead's language. */
  readonly sayPrice: SayPrice;
  readonly focus: Focus;
  /** What the lead wrote since our last reply, in order. */
  readonly inbound: readonly InboundText[];
  readonly text: string;
}

/** The lead's words of this turn as one text, bounded by the model that reads them. */
export const lastInbound = ({ inbound }: Briefing): InboundText => {
  const last = inbound.at(-1);
  if (!last) throw new Error("a turn without a message has nothing to answer");
  return last;
};
