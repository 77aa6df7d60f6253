import type { RiskCode, SpeakingMode } from "#src/domain/approval.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Decision, Proposal, Untrue } from "./approval/proposal.ts";
import type { Briefing } from "./briefing.ts";
import type { FalseClaim } from "./claims/check-claims.ts";
import type { Focus } from "./focus.ts";
import type { ModelMessage } from "./model/chat-model.ts";
import type { PromptArm } from "./prompt-trial.ts";
import type { Rendered } from "./replies/render-reply.ts";
import type { Step } from "./step.ts";
import type { Surroundings } from "./tool-gate.ts";

/** A write that was committed, and which one of its turn it was. */
export interface DoneStep extends Step {
  readonly write: number;
}

/** What one turn of the agent gets from the conversation it runs in. */
export interface TurnWorld {
  /** Names the turn, and with it the thread it waits in. */
  readonly turnId: string;
  readonly conversationId: string;
  readonly mode: SpeakingMode;
  /** Reads the facts afresh, as this focus sees them. */
  brief(focus: Focus): Promise<Briefing>;
  /** What the tools of call number `write` act with; equal numbers are the same effect. */
  surroundings(write: number, tool: string): Surroundings;
  readonly focus: Focus;
  /** Earlier messages, oldest first, without those of this turn. */
  readonly history: readonly ModelMessage[];
  /** Writes of this turn that were committed before a crash. */
  readonly done: readonly DoneStep[];
  readonly nextWrite: number;
  /** Deeds of earlier turns whose news was never sent: it is told first. */
  readonly owed: readonly Step[];
  /** Looks again at times that were found free: which of them still are. */
  stillFree(found: readonly Slot[]): Promise<(slot: Slot) => boolean>;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Fires when the turn has taken too long, or with `Overtaken`. */
  readonly signal: AbortSignal;
  /** Whether the lead has written again, or a person speaks now: asked before every write. */
  isOvertaken(): Promise<boolean>;
  /** Told of every call that the gate let through, as soon as it has come to something. */
  noted(step: Step): void;
}

/** Milliseconds: since the turn began, or went on, and how long it took. */
interface Span {
  readonly at: number;
  readonly ms: number;
}

/** What a turn did and why, kept for people who ask (000 §10, DESIGN §2). */
export interface TurnTrace {
  /** The prompt's words by their hash, and which side of a trial the conversation is on. */
  readonly prompt: {
    readonly id: string;
    readonly version: number;
    readonly hash: string;
    readonly arm: PromptArm;
  };
  readonly model: string;
  /** Each time the model was asked. */
  readonly asks: readonly (Span & { readonly input: number; readonly output: number })[];
  readonly calls: readonly (Span & { readonly tool: string; readonly outcome: string })[];
  readonly claims: readonly FalseClaim[];
  readonly wording: "model" | "template" | "safe";
  readonly failure: string | null;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly modelMs: number;
  readonly totalMs: number;
  readonly approval: {
    readonly mode: SpeakingMode;
    readonly risks: readonly RiskCode[];
    /** Null when nobody was asked. */
    readonly decision: DecisionTrace | null;
  };
}

/** Who decided what; both texts where they differ, so that an edit can become an eval case. */
export interface DecisionTrace {
  readonly suggestionId: string;
  readonly verdict: "approved" | "edited" | "rejected";
  readonly by: string;
  readonly at: string;
  readonly edit: { readonly from: string; readonly to: string } | null;
}

export interface TurnOutcome {
  readonly reply: Rendered;
  readonly focus: Focus;
  readonly trace: TurnTrace;
  /** Whether anything was committed; then the reply is owed even if a newer message came. */
  readonly wrote: boolean;
  /** Why people must take over; null when the agent goes on. */
  readonly handOver: string | null;
}

export type TurnEnd =
  | { readonly kind: "done"; readonly outcome: TurnOutcome }
  | { readonly kind: "waits"; readonly proposal: Proposal };

export interface Agent {
  /** A turn from its beginning, up to its reply or to what a person must decide. */
  run(world: TurnWorld): Promise<TurnEnd>;
  /**
   * The same turn from where it waits. It may be run again, and again from there, until it is
   * forgotten; throws when it does not wait.
   */
  resume(
    world: TurnWorld,
    decision: Decision,
  ): Promise<Untrue | { readonly kind: "done"; readonly outcome: TurnOutcome }>;
  /** Lets go of what a turn that waited has stored. */
  forget(turnId: string): Promise<void>;
}

/** The booking a receipt speaks of becomes the one this conversation is about. */
export const bookingOf = ({ result }: Step): Booking | null =>
  result.ok && "booking" in result ? result.booking : null;
