import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";

import type { BookingDeps } from "#src/booking/booking-deps.ts";
import type { Bookings } from "#src/booking/bookings.ts";
import type { LeadLinks } from "#src/booking/enclose.ts";
import type { NamedTemplate } from "#src/catalog/template-files.ts";
import type { Channel, ChannelHost } from "#src/conversation/channel.ts";
import type { ConsoleFeed } from "#src/conversation/console-feed.ts";
import type { Replays } from "#src/conversation/replays.ts";
import type { Suggestions } from "#src/conversation/suggestions.ts";
import type { ConnectDeps } from "#src/delivery/connect-account.ts";
import type { Inbound } from "#src/delivery/inbound.ts";
import type { ModelPrices } from "#src/domain/model-price.ts";
import type { EvalRuns } from "#src/eval-runs/open-runs.ts";
import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";
import type { Letters } from "#src/members/letters.ts";
import type { SignIn } from "#src/sign-in/sign-in.ts";

/** What the HTTP server is built from; the composition root makes it. */
export interface ServerDeps extends BookingDeps, LeadLinks {
  readonly bookings: Bookings;
  /** What the house writes to the people who work with it. */
  readonly letters: Letters;
  /** Who people are. */
  readonly signIn: SignIn;
  readonly suggestions: Suggestions;
  readonly replays: Replays;
  /** Runs of the eval suite that lie on this server. */
  readonly evalRuns: EvalRuns;
  /** What leads are answered with. */
  readonly runningPrompts: RunningPrompts;
  readonly channels: readonly Channel[];
  /** The house as one channel sees it. */
  readonly channelHost: (channel: Channel) => ChannelHost;
  /** What comes through webhooks. */
  readonly inbound: Inbound;
  readonly webhooks: {
    /** Seals the secrets of endpoints. */
    readonly secretsKey: Buffer;
    /** Whether we may be made to call an address. */
    readonly mayCall: (url: string) => Promise<boolean>;
  };
  /** What accounts of channels are connected with. */
  readonly connecting: ConnectDeps;
  readonly payments: PaymentDeps;
  /** News of an organization for its consoles. */
  readonly consoleFeed: ConsoleFeed;
  /** Hours after the lead's last word in which a channel lets us write; null: at any time. */
  readonly windowHoursOf: (channel: string) => Promise<number | null>;
  readonly log: FastifyBaseLogger;
  readonly staticFiles: {
    /** Path of the built widget, served at /widget.js. */
    readonly widget: string;
    /** Path of the page at `/`, with `__SLUG__`, `__NAME__` and `__LANGUAGE__` in it. */
    readonly demoPage: string;
    /** Folder of the built console, served at /console. */
    readonly console: string;
  };
  /** What an empty organization can be filled with; the first call reads files. */
  readonly setUpTemplates: () => readonly NamedTemplate[];
  /** The code with which a phone is linked to the number of this organization; null: none waits. */
  readonly pairingCodeOf: (slug: string) => Promise<string | null>;
  readonly settings: HttpSettings;
  /** Where business events count, too; /metrics shows it. */
  readonly metrics: Registry;
}

interface NamedPrompt {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

export interface RunningPrompts {
  readonly control: NamedPrompt;
  /** Null: nothing is tried out. */
  readonly trial: NamedPrompt | null;
  /** Of all conversations, 0 to 1. */
  readonly share: number | null;
}

/** What the operator decides about the server. */
export interface HttpSettings {
  /** True only behind a proxy of ours: then addresses come from its X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** Requests one address may make in a minute, where a route sets no limit of its own. */
  readonly requestsPerMinute: number;
  /** The address people and providers reach the server under; null: none from outside. */
  readonly publicUrl: string | null;
  /** Whether callers of the API may name servers of the network we are in, for channels to call. */
  readonly allowPrivateHosts: boolean;
  /** With a token /metrics wants it as a Bearer; with null it answers this machine only. */
  readonly metricsToken: string | null;
  /** What models cost; a model that is not named costs nobody knows what. */
  readonly modelPrices: ModelPrices;
  /** After which a live stream ends, and its client's right to hear is looked at again. */
  readonly streamLifeMs: number;
}
