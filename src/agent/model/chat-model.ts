import type { Briefing } from "../briefing.ts";
import type { ReplyPlan } from "../replies/reply-plan.ts";

/** A call the model wants to make. Arguments are unparsed by us: the tool gate parses them. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** Parsed JSON; undefined when what the model wrote is no JSON. */
  readonly arguments: unknown;
}

export type ModelMessage =
  | { readonly role: "lead"; readonly text: string }
  | { readonly role: "agent"; readonly text: string; readonly toolCalls: readonly ToolCall[] }
  /** `result` is a receipt, data or a refusal: facts, never prose. */
  | {
      readonly role: "tool";
      readonly callId: string;
      readonly name: string;
      readonly result: unknown;
    };

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema, draft 7. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** All that a model of words reads. */
export interface ModelPrompt {
  /** The rendered prompt; for a turn, the briefing stands in it as JSON. */
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
}

export interface ModelRequest extends ModelPrompt {
  /** The same facts, typed, for a model that is code. */
  readonly briefing: Briefing;
}

export interface ModelAnswer {
  readonly text: string | null;
  /** A reply from our own templates, for a model that is code. */
  readonly plan?: ReplyPlan;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
}

/**
 * A model that answers one step of a turn. It proposes; it never acts. Throws `ModelError` when no
 * answer can be had; every other text or call is data that the gate and the claim check judge.
 */
export interface ChatModel {
  readonly name: string;
  respond(request: ModelRequest): Promise<ModelAnswer>;
}

/** A model that needs no briefing: it can write, judge or play as well as answer a turn. */
export interface TextModel {
  readonly name: string;
  respond(prompt: ModelPrompt): Promise<ModelAnswer>;
}

/** The model gave no answer. The turn ends with a person, never with a guess. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind:
    | "timeout"
    | "rate_limited"
    | "unavailable"
    | "rejected"
    /** The conversation is longer than the model can read. */
    | "too_long"
    | "aborted"
    | "malformed";

  constructor(kind: ModelError["kind"], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.kind = kind;
  }
}
