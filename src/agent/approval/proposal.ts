import type { RiskCode } from "#src/domain/approval.ts";
import type { FalseClaim } from "../claims/check-claims.ts";
import type { Focus } from "../focus.ts";
import type { ToolCall } from "../model/chat-model.ts";
import type { Rendered } from "../replies/render-reply.ts";
import type { TurnTrace } from "../turn-world.ts";
import type { Grounds } from "./grounds.ts";

/** What a turn would say, or do, and leaves to a person. Plain JSON but for its instants. */
export interface Proposal {
  readonly risks: readonly RiskCode[];
  readonly waiting:
    | { readonly kind: "reply"; readonly reply: Rendered }
    | { readonly kind: "act"; readonly call: ToolCall; readonly bookingIds: readonly string[] };
  /** Where the turn stands: with it the facts are read again once a person has decided. */
  readonly focus: Focus;
  /** Whether anything was committed before it had to wait. */
  readonly wrote: boolean;
  readonly trace: TurnTrace;
  readonly grounds: Grounds;
  readonly intent: string;
}

/** A person's yes; words of their own replace those of the agent. */
export interface Decision {
  readonly text: string | null;
}

/** The words a person approved are not what the facts back now. */
export interface Untrue {
  readonly kind: "untrue";
  readonly claims: readonly FalseClaim[];
}
