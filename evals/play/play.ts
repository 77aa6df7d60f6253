import type { TurnTrace } from "#src/agent/turn-world.ts";
import type { BookingState } from "#src/domain/booking-states.ts";

export interface PlayedReply {
  readonly seq: number;
  readonly text: string;
  readonly choices: readonly string[];
  readonly author: "ai" | "sales" | "system";
  /** The answer of a turn; false: a word of the house of its own accord. */
  readonly answers: boolean;
}

/** What the lead did, or what happened meanwhile, and what came of it. */
export interface PlayedTurn {
  /** Place of the step in the script, from 0; of the turn where the lead is played. */
  readonly step: number;
  /** None: the lead did nothing. */
  readonly wrote: readonly string[];
  readonly pressed: boolean;
  readonly replies: readonly PlayedReply[];
  /** Milliseconds from the message to the stored answer. */
  readonly ms: number;
  readonly trace: TurnTrace | null;
  /** What an independent judge found untrue in the replies, against the database at that moment. */
  readonly untrue: readonly string[];
  /** Things of other people or of the machine that stand in the replies. */
  readonly leaked: readonly string[];
  readonly owner: "ai" | "waiting" | "human";
  readonly optedOut: boolean;
}

/** A booking at the end, in words a case can name. */
export interface EndBooking {
  readonly id: string;
  readonly service: string | null;
  readonly provider: string | null;
  readonly location: string | null;
  readonly state: BookingState;
  /** "2026-02-10 09:00" on the organization's clock. */
  readonly start: string | null;
  /** The same moment on the lead's own clock. */
  readonly startForLead: string | null;
  readonly moved: number;
  readonly participants: number;
  /** Answers to the questions of its service, by field. */
  readonly answers: Readonly<Record<string, string>>;
}

/** One attempt at a transition, as the database has it. */
export interface Attempt {
  readonly bookingId: string;
  readonly from: BookingState | null;
  readonly to: BookingState;
  readonly by: string;
  readonly allowed: boolean;
  readonly agreed: Agreement | null;
}

/** The lead's yes that a booking or cancellation by the lead stands on. */
export interface Agreement {
  readonly text: string;
  readonly pressed: boolean;
  readonly fromThisLead: boolean;
  /** Whether the yes came after the last thing that was shown. */
  readonly afterShown: boolean;
}

export interface EndState {
  readonly bookings: readonly EndBooking[];
  readonly attempts: readonly Attempt[];
  readonly owner: PlayedTurn["owner"];
  readonly optedOut: boolean;
  readonly waitlist: number;
  readonly lead: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
  /** Bookings of other leads that changed without the script having said so. */
  readonly othersChanged: number;
}

/** One case played once, with all that scorers look at; plain JSON. */
export interface Play {
  readonly caseId: string;
  readonly trial: number;
  readonly turns: readonly PlayedTurn[];
  readonly end: EndState;
  /** Names of the house's services, people and places, which are in no language. */
  readonly names: readonly string[];
  /** Why the play says nothing of the agent: the lead said what is not so. */
  readonly invalid: string | null;
}
