import { z } from "zod";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

const Settings = z.object({
  address: z.string(),
  /** Beside the address; absent: the business's own. */
  name: z.string().optional(),
  smtpHost: z.string(),
  smtpPort: z.coerce.number(),
  smtpUser: z.string(),
  imapHost: z.string().optional(),
  imapPort: z.coerce.number().default(993),
  imapUser: z.string().optional(),
  /** Under which name our receiving server says what it has checked (RFC 8601). */
  authservId: z.string().optional(),
});

const Secrets = z.object({
  smtpPassword: z.string().default(""),
  imapPassword: z.string().optional(),
});

/** What a connected account says of its mailbox and of the servers that carry its letters. */
export const mailboxOf = ({ settings, secrets }: Pick<ChannelAccount, "settings" | "secrets">) => ({
  ...Settings.parse(settings),
  ...Secrets.parse(secrets),
});

export type MailboxSettings = ReturnType<typeof mailboxOf>;

/** A server of this machine needs no TLS: nobody listens between. */
export const isLocal = (host: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/u.test(host);
