import type { FastifyInstance } from "fastify";

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

/** A way people write to us, with endpoints of its own. Channels know nothing of bookings. */
export interface Channel {
  readonly name: string;
  readonly limits: ChannelLimits;
  mount(http: FastifyInstance, host: ChannelHost): Promise<void>;
}

/** One of our own addresses at a provider, with what opens it. */
export interface ChannelAccount {
  /** As the provider calls it; part of the address its webhooks come to. */
  readonly account: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A provider's request as it came: signatures are of these very bytes. */
export interface WebhookRequest {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What a provider tells us of one thing a person did; still untrusted. */
export interface InboundDelivery {
  /** Unique per channel and account; the same delivery twice is stored once. */
  readonly deliveryId: string;
  /** Of the chat, as the provider names it. */
  readonly address: string;
  /** What the provider calls the person; they need not answer to it. */
  readonly displayName: string | null;
  readonly language: "vi" | "en" | null;
  /** `start`: the chat was opened and nothing said. `edit`: earlier words, said anew. */
  readonly kind: "text" | "press" | "start" | "contact" | "voice" | "photo" | "edit" | "other";
  /** Empty where there is nothing to read. */
  readonly text: string;
  /** The `id` of the choice that was pressed, as `send` was given it. */
  readonly choiceRef: string | null;
  /** What `acknowledge` answers; null: nothing waits for that. */
  readonly acknowledgement: string | null;
}

/** What leaves as one message of the provider's; it keeps the channel's limits. */
export interface OutboundPart {
  readonly address: string;
  readonly text: string;
  /** `id` is at most 24 letters, digits and dots. */
  readonly choices: readonly Choice[];
}

/**
 * Why a part did not leave. `retry`: it may later; `afterMs` when the provider said how much later,
 * absent when the provider itself is ill. `give_up`: never to this chat. `revoked`: the provider
 * refuses our credentials.
 */
export type SendFailure =
  | { readonly kind: "retry"; readonly code: string; readonly afterMs?: number }
  | { readonly kind: "give_up" | "revoked"; readonly code: string };

export type SendResult =
  | { readonly ok: true; readonly providerId: string }
  | { readonly ok: false; readonly failure: SendFailure };

/** What comes of connecting an account: what is stored, or the field at fault and the remedy. */
export type Connection =
  | { readonly ok: true; readonly name: string; readonly account: ChannelAccount }
  | { readonly ok: false; readonly field: string; readonly remedy: string };

/** A way people write to us whose provider pushes to a webhook and is sent to. */
export interface PushChannel {
  readonly name: string;
  readonly limits: ChannelLimits & {
    /** Messages of one account in a second. */
    readonly perSecond: number;
    /** Milliseconds between two messages of one chat. */
    readonly chatIntervalMs: number;
  };
  /** Whether the provider has sent this; compares in constant time. */
  verify(request: WebhookRequest, account: ChannelAccount): boolean;
  /** What a request's JSON tells; empty when it is none of our business. Throws when it is malformed. */
  parse(body: unknown): readonly InboundDelivery[];
  send(part: OutboundPart, account: ChannelAccount, signal: AbortSignal): Promise<SendResult>;
  /** Tells the provider that a delivery was stored. */
  acknowledge?(acknowledgement: string, account: ChannelAccount): Promise<void>;
  /** Asks the provider what came after a place, where no webhook can reach us. */
  poll?(account: ChannelAccount, after: number | null, signal: AbortSignal): Promise<Polled>;
  /**
   * Checks what was given with the provider and, when `webhookOf` knows an address, has updates sent
   * there; `secret` is fresh.
   */
  connect(
    given: Readonly<Record<string, string>>,
    house: { readonly webhookOf: (account: string) => string | null; readonly secret: string },
  ): Promise<Connection>;
}

/** Bodies as a webhook would have brought them, and the place behind them. */
export interface Polled {
  readonly bodies: readonly unknown[];
  readonly after: number | null;
}
