import type { ChannelLimits, Choice } from "./channel.ts";

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
  /** The address that was called, as its caller knows it: some providers sign it. */
  readonly url: string;
}

/** What a provider waits for, where that is more than a status of 200. */
export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A recording or picture that is fetched from the provider only when it is needed. */
export interface MediaRef {
  readonly id: string;
  readonly mediaType: string;
}

/** What somebody said or pressed; still untrusted. */
export interface InboundDelivery {
  /** Unique per channel and account; the same delivery twice is stored once. */
  readonly deliveryId: string;
  /** Of the chat, as the provider names it; it stays the person's when their number changes. */
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
  /** The message as edits, reactions and answers name it. */
  readonly providerMessageId?: string;
  /** Of an `edit`: the message whose words these replace. */
  readonly edits?: string;
  /** What a voice message says can be fetched here. */
  readonly recording?: MediaRef;
  /** What the provider vouches for: this number (E.164) or mail address is the person's own. */
  readonly proven?: { readonly kind: "phone" | "email"; readonly value: string };
  /** What a letter is about. */
  readonly subject?: string;
}

/** What became of something we sent. Reports come late, repeated and in any order. */
export interface DeliveryReport {
  readonly kind: "report";
  /** What `send` answered. */
  readonly providerId: string;
  readonly status: "delivered" | "read" | "failed";
  /** Why it failed; null when it did not. */
  readonly code: string | null;
}

/** A feeling shown on a message of either side; it may come before the message. */
export interface Reaction {
  readonly kind: "reaction";
  readonly deliveryId: string;
  readonly address: string;
  /** The message, as the provider names it. */
  readonly of: string;
  /** Empty when it was taken back. */
  readonly emoji: string;
}

/**
 * Words a person of the house wrote to the lead with the provider's own app, past us: they have the
 * conversation from then on.
 */
export interface Echo {
  readonly kind: "echo";
  readonly deliveryId: string;
  readonly address: string;
  readonly providerMessageId: string;
  readonly text: string;
}

export type InboundEvent = InboundDelivery | DeliveryReport | Reaction | Echo;

/** A file that goes with a message, such as an invitation to a calendar. */
export interface OutboundFile {
  readonly name: string;
  /** With its parameters: `text/calendar; method=REQUEST`. */
  readonly mediaType: string;
  readonly content: string;
}

/** What leaves as one message of the provider's; it keeps the channel's limits. */
export interface OutboundPart {
  readonly address: string;
  readonly text: string;
  /** `id` is at most 24 letters, digits and dots. */
  readonly choices: readonly Choice[];
  readonly language: "vi" | "en";
  /** The same at every try of this part: for providers that tell a repetition by it. */
  readonly key: string;
  /** The business that writes, as people know it. */
  readonly sender: string;
  /** The lead's last message, as the provider names it, and what it was about. */
  readonly answers: { readonly messageId: string | null; readonly subject: string | null };
  /** The provider's window has closed: only what it has approved may leave. */
  readonly isOutsideWindow: boolean;
  /** Empty unless the channel's limits say it takes files; with the last part. */
  readonly files: readonly OutboundFile[];
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

/** A sentence for the people of the house; one of a single language is English. */
export type Words = string | Readonly<Record<"vi" | "en", string>>;

/** One of the things an account is connected by giving. */
export interface ConnectOption {
  /** As `given` has it: lower case, words joined by hyphens. */
  readonly name: string;
  /** It opens the account: typed unseen, never shown again. */
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  /** It names a server we call, by its host or its address on the web. */
  readonly isServer?: true;
  /** What it is and where it is found, in a line that begins in lower case. */
  readonly hint: Readonly<Record<"vi" | "en", string>>;
}

/** What comes of connecting an account: what is stored, or the field at fault and the remedy. */
export type Connection =
  | {
      readonly ok: true;
      readonly name: string;
      readonly account: ChannelAccount;
      /** What is left to be done by hand at the provider; absent: nothing. */
      readonly next?: Words;
    }
  | { readonly ok: false; readonly field: string; readonly remedy: Words };

/** What the house tells a channel that is being connected. */
export interface Connecting {
  /**
   * Where the account's webhooks come to; null where no provider can reach us. Ask before anything is
   * changed at the provider: it throws when the account is another organization's.
   */
  readonly webhookOf: (account: string) => string | null;
  /** Fresh, for whatever the provider shall prove itself with. */
  readonly secret: string;
}

/** Something an account of is connected by giving what opens it. */
export interface Connectable {
  readonly name: string;
  /** What `connect` is given, for forms; where the channel is loaded late, its entry has them. */
  readonly options?: readonly ConnectOption[];
  /** How its accounts are connected, where that is not by giving options. */
  readonly elsewhere?: Readonly<Record<"vi" | "en", string>>;
  /** Its accounts are only listened to: what is said is read by it and never queued for sending. */
  readonly listens?: true;
  /** The path an account's provider calls; absent: the one of webhooks. */
  readonly pathOf?: (account: string) => string;
  /**
   * Checks what was given with the provider and, where the provider allows it, has its webhooks sent
   * to us. Keys of `given` are the names of the options; the verdict names them as `--<name>`.
   */
  connect(given: Readonly<Record<string, string>>, house: Connecting): Promise<Connection>;
  /** Has the provider's webhooks stop, where it is us who had them sent; absent: by hand. */
  disconnect?(account: ChannelAccount, signal: AbortSignal): Promise<void>;
}

export interface PushLimits extends ChannelLimits {
  /** Messages of one account in a second. */
  readonly perSecond: number;
  /** Milliseconds between two messages of one chat. */
  readonly chatIntervalMs: number;
  /** Files can go with a message. */
  readonly files?: true;
}

/** A way people write to us whose provider pushes to a webhook and is sent to. */
export interface PushChannel extends Connectable {
  readonly limits: PushLimits;
  /** Whether the provider has sent this; compares in constant time. */
  verify(request: WebhookRequest, account: ChannelAccount): boolean | Promise<boolean>;
  /** What a provider that asks whether the address is ours is answered; null: it proves nothing. */
  handshake?(query: Readonly<Record<string, string>>, account: ChannelAccount): string | null;
  /** What `parse` reads of a request; absent: its JSON. Throws when it is malformed. */
  decode?(request: WebhookRequest): unknown;
  /** What a request tells; empty when it is none of our business. Throws when it is malformed. */
  parse(
    body: unknown,
    account: ChannelAccount,
  ): readonly InboundEvent[] | Promise<readonly InboundEvent[]>;
  /** Begun before what came is stored, sent after; `body` may be one `parse` cannot read. Absent: a bare 200. */
  answer?(body: unknown, account: ChannelAccount): Promise<WebhookAnswer>;
  send(part: OutboundPart, account: ChannelAccount, signal: AbortSignal): Promise<SendResult>;
  /** Whether something may be sent once the window has closed; absent: nothing. */
  canOpenWindow?(account: ChannelAccount): boolean;
  /** Tells the provider that a delivery was stored. */
  acknowledge?(acknowledgement: string, account: ChannelAccount): Promise<void>;
  /** Shows that an answer is coming; it fades by itself, so it is shown again every `everyMs`. */
  readonly typing?: {
    readonly everyMs: number;
    show(
      to: Pick<OutboundPart, "address" | "answers">,
      account: ChannelAccount,
      signal: AbortSignal,
    ): Promise<void>;
  };
  /** At most `mostBytes` of a recording; null when it is longer or gone. */
  fetchMedia?(
    media: MediaRef,
    account: ChannelAccount,
    most: { readonly mostBytes: number; readonly signal: AbortSignal },
  ): Promise<Buffer | null>;
  /** Asks the provider what came after a place; done where no webhook brings it. */
  poll?(account: ChannelAccount, after: number | null, signal: AbortSignal): Promise<Polled>;
  /** Whether this account is never pushed to us; absent: only where the house has no address. */
  mustPoll?(account: ChannelAccount): boolean;
}

/** Bodies as a webhook would have brought them, and the place behind them. */
export interface Polled {
  readonly bodies: readonly unknown[];
  readonly after: number | null;
}
