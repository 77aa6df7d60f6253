import { z } from "zod";

import { Instant } from "./formats.ts";

/** A channel whose accounts can be connected; web chat needs no connecting. */
export const ChannelRecord = z
  .object({
    channel: z.string(),
    options: z.array(
      z.object({
        name: z.string(),
        secret: z.boolean().describe("It opens the account, and is never shown again"),
        required: z.boolean(),
        hint: z.string().describe("What it is, in the language of Accept-Language"),
      }),
    ),
    elsewhere: z
      .string()
      .nullable()
      .describe("How it is connected where no form can do it; null: with its options"),
  })
  .meta({ id: "Channel" });

export const ChannelList = z.object({
  success: z.literal(true),
  channels: z.array(ChannelRecord),
});

/** How a phone is linked to the unofficial WhatsApp of this organization. */
export const PairingAnswer = z.object({
  success: z.literal(true),
  command: z.string().describe("What to run on the server"),
  code: z
    .string()
    .nullable()
    .describe("To be scanned as a QR code, for a minute; null: none waits on this machine"),
});

/** `options` by their names in GET /channels; an empty one counts as left out. */
export const NewChannelAccount = z.strictObject({
  channel: z.string().min(1).max(40),
  options: z.record(z.string().max(60), z.string().max(8_000)).default({}),
});

/** How long names of accounts are is the providers' matter; mail addresses have 254 letters. */
export const NamedAccount = z.object({ channel: z.string().max(40), account: z.string().max(254) });

export const ChannelAccountRecord = z
  .object({
    channel: z.string(),
    account: z.string().describe("Its id at the provider; part of its webhook's address"),
    name: z.string().nullable().describe("What the provider calls it"),
    status: z
      .enum(["active", "revoked"])
      .describe("revoked: the provider refuses its credentials, connect it again"),
    settings: z.record(z.string(), z.string()),
    webhook_url: z
      .string()
      .nullable()
      .describe("To paste at the provider, where that is left to do; null: without PUBLIC_URL"),
    created_at: Instant,
    health: z.object({
      failures: z.number().describe("Of the provider itself, in a row"),
      paused_until: Instant.nullable().describe("Nothing is tried before: the provider is ill"),
      dead_deliveries: z.number().describe("See GET /deliveries?status=dead"),
    }),
  })
  .meta({ id: "ChannelAccount" });

export const ChannelAccountList = z.object({
  success: z.literal(true),
  channel_accounts: z.array(ChannelAccountRecord),
});

export const ConnectedAnswer = z.object({
  success: z.literal(true),
  channel_account: z.object({
    channel: z.string(),
    account: z.string(),
    name: z.string().describe("What the provider calls it"),
    webhook_url: z.string().nullable(),
    next: z.string().nullable().describe("What is left to do by hand; null: nothing"),
  }),
});
