import type { FastifyInstance } from "fastify";

import type { ChannelAccount } from "./push-channel.ts";

/** What a channel can carry; replies are shaped to it before they are sent. */
export interface ChannelLimits {
  readonly textChars: number;
  readonly choices: number;
  readonly choiceChars: number;
  /** Hours after the lead's last word in which the house may write; absent: at any time. */
  readonly windowHours?: number;
}

/** One thing a reply offers to press; `id` comes back as the inbound message's `choiceId`. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What a channel understood of one delivery; still untrusted text. */
export interface InboundMessage {
  readonly conversationId: string;
  /** Unique per channel and account; the same delivery twice is stored once. */
  readonly deliveryId: string;
  readonly text: string;
  readonly choiceId: string | null;
  /** Kept as it came and given back as it came; never interpreted. At most 4 KB. */
  readonly channelData: unknown;
}

export interface TranscriptMessage {
  readonly id: string;
  readonly seq: number;
  readonly author: "lead" | "ai" | "sales" | "system";
  readonly text: string;
  readonly choiceId: string | null;
  readonly choices: readonly Choice[];
  readonly channelData: unknown;
  /** What was shown on it: an emoji by who showed it. */
  readonly reactions: Readonly<Record<string, string>>;
  readonly at: Date;
}

/**
 * A hint that something happened; the transcript is the truth. `message`: there is one with this
 * number. `gap`: events may have been lost, read again. Hints can repeat and come late.
 */
export type LiveEvent =
  | { readonly kind: "message"; readonly seq: number }
  | { readonly kind: "typing"; readonly on: boolean }
  | { readonly kind: "gap" };

/** The person who opens a conversation. */
export interface Opening {
  readonly organizationId: string;
  /** A fresh id of `newId`: opening the same one again changes nothing. */
  readonly conversationId: string;
  /** Who they are on this channel: its own prefix, then an id. */
  readonly address: string;
  /** Null: the language of the organization. */
  readonly language: "vi" | "en" | null;
  /** Which of our own addresses they came to; absent: the channel has one. */
  readonly account?: string;
}

/** How a conversation stands, as far as its channel acts on it. */
export interface Standing {
  /** Whether the agent answers, people have been asked to, or they do. */
  readonly owner: "ai" | "waiting" | "human";
  readonly language: "vi" | "en";
}

/** What was stored. `duplicate`: the delivery was known, these are the first one's. */
export interface Receipt {
  readonly messageId: string;
  readonly seq: number;
  readonly duplicate: boolean;
}

/** Whom a key stands for. `trusted`: a secret API key, whose holder may name its own users. */
export interface KeyHolder {
  readonly id: string;
  readonly slug: string;
  readonly trusted: boolean;
}

/** What the house offers to a channel with endpoints of its own. */
export interface ChannelHost {
  /** The organization a public site key (its slug) or an API key stands for; null when none. */
  organizationOf(key: string): Promise<KeyHolder | null>;
  /** Opens a conversation with the greeting as its first message; safe to repeat. */
  open(opening: Opening): Promise<void>;
  /** The person a conversation belongs to; null when there is no such conversation. */
  addressOf(organizationId: string, conversationId: string): Promise<string | null>;
  /** One of our own addresses with what opens it; null when it is not connected or was revoked. */
  account(account: string): Promise<(ChannelAccount & { readonly organizationId: string }) | null>;
  /** Null when there is no such conversation. */
  standingOf(organizationId: string, conversationId: string): Promise<Standing | null>;
  /** Stores the message and queues a turn in one transaction, then returns; never waits for the turn. */
  receive(organizationId: string, message: InboundMessage): Promise<Receipt>;
  /** Messages after `afterSeq`, ascending, at most `limit`. */
  read(
    organizationId: string,
    conversationId: string,
    afterSeq: number,
    limit: number,
  ): Promise<readonly TranscriptMessage[]>;
  /** Calls back for every later event, in any process; the returned function ends it. */
  subscribe(conversationId: string, listener: (event: LiveEvent) => void): () => void;
  readonly now: () => Date;
  readonly newId: () => string;
  /** 32 bytes for signing tokens of this channel only. */
  readonly signingKey: Buffer;
}

/**
 * A way people write to us, with endpoints of its own; also `Connectable` where it has accounts.
 * Channels know nothing of bookings.
 */
export interface Channel {
  readonly name: string;
  readonly limits: ChannelLimits;
  /** `http` takes WebSockets already. */
  mount(http: FastifyInstance, host: ChannelHost): Promise<void>;
}
