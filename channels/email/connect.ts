import { z } from "zod";

import type {
  ChannelAccount,
  Connection,
  PushChannel,
} from "../../src/conversation/push-channel.ts";
import { toMailbox } from "./address.ts";
import { imapOf } from "./imap.ts";
import { type MailboxSettings, mailboxOf } from "./mailbox-settings.ts";
import { smtpOf } from "./smtp.ts";

const wrong = (field: string, remedy: string): Connection => ({ ok: false, field, remedy });

const required = {
  address: "pass the address leads write to, such as dat-lich@example.com",
  "smtp-host": "pass the server that sends your mail, such as smtp.example.com",
  "smtp-user": "pass the name you sign in to that server with, most often the address",
  "smtp-password": "pass its password; Gmail and Microsoft 365 want an app password",
} as const;

/** It is part of the address webhooks come to. */
const mostAddressChars = 80;
/** Shorter ones could be guessed. */
const leastSecretChars = 32;

/** Signs in to both servers before anything is stored. */
export const connect: PushChannel["connect"] = async (given, { webhookOf }) => {
  for (const [name, remedy] of Object.entries(required)) {
    if (!given[name]) return wrong(`--${name}`, `is missing: ${remedy}`);
  }
  const fault = faultOf(given);
  if (fault) return fault;
  const account = accountOf(given);
  const mailbox = mailboxOf(account);
  const refused = (await trySmtp(mailbox)) ?? (await tryImap(mailbox));
  if (refused) return refused;
  const next = nextOf(given, webhookOf(account.account));
  return { ok: true, name: mailbox.address, account, next };
};

const Port = z.coerce.number().int().min(1).max(65_535);

const faultOf = (given: Readonly<Record<string, string>>): Connection | null => {
  if (toMailbox(given.address ?? "") === null) {
    return wrong("--address", `is not a mail address: ${required.address}`);
  }
  if ((given.address ?? "").length > mostAddressChars) {
    return wrong(
      "--address",
      `is longer than ${mostAddressChars} characters: pass a shorter alias`,
    );
  }
  for (const name of ["smtp-port", "imap-port"]) {
    if (given[name] !== undefined && !Port.safeParse(given[name]).success) {
      return wrong(`--${name}`, "is not a port: 465 and 587 are usual for SMTP, 993 for IMAP");
    }
  }
  const { "webhook-secret": secret, "mailgun-signing-key": signingKey } = given;
  if (secret !== undefined && secret.length < leastSecretChars) {
    return wrong("--webhook-secret", "is too short: make one with `openssl rand -hex 32`");
  }
  if (!given["imap-host"] && !secret && !signingKey) {
    return wrong(
      "--imap-host",
      "is missing: pass the server that keeps your mail, or let letters be brought to us with --mailgun-signing-key or --webhook-secret",
    );
  }
  return null;
};

const accountOf = (given: Readonly<Record<string, string>>): ChannelAccount => {
  const address = toMailbox(given.address ?? "") ?? "";
  return {
    account: address,
    settings: present({
      address,
      name: given.name,
      smtpHost: given["smtp-host"],
      smtpPort: given["smtp-port"] ?? "465",
      smtpUser: given["smtp-user"],
      imapHost: given["imap-host"],
      imapPort: given["imap-port"],
      imapUser: given["imap-user"],
      authservId: given["authserv-id"],
    }),
    secrets: present({
      smtpPassword: given["smtp-password"],
      imapPassword: given["imap-password"],
      webhookSecret: given["webhook-secret"],
      mailgunSigningKey: given["mailgun-signing-key"],
    }),
  };
};

const present = (all: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined),
  );

const trySmtp = async (mailbox: MailboxSettings): Promise<Connection | null> => {
  try {
    await smtpOf(mailbox).verify();
    return null;
  } catch (error) {
    return isLoginRefused(error)
      ? wrong("--smtp-password", "was refused together with --smtp-user: check both and try again")
      : wrong(
          "--smtp-host",
          "could not be reached over TLS: check it and --smtp-port (465, or 587 with STARTTLS)",
        );
  }
};

const tryImap = async (mailbox: MailboxSettings): Promise<Connection | null> => {
  if (mailbox.imapHost === undefined) return null;
  const client = imapOf(mailbox);
  try {
    await client.connect();
    await client.logout();
    return null;
  } catch (error) {
    client.close();
    return isLoginRefused(error)
      ? wrong(
          "--imap-password",
          "was refused together with --imap-user (absent: those of SMTP): check both and try again",
        )
      : wrong("--imap-host", "could not be reached over TLS: check it and --imap-port (993)");
  }
};

const isLoginRefused = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && error.code === "EAUTH") || "authenticationFailed" in error);

const nextOf = (given: Readonly<Record<string, string>>, webhook: string | null): string => {
  if (given["imap-host"]) return `Letters are fetched from ${given["imap-host"]}.`;
  if (webhook === null) return "Set PUBLIC_URL: letters can be brought only to an address.";
  return given["mailgun-signing-key"]
    ? `In Mailgun, add a route with the action forward("${webhook}?as=mime").`
    : "Have each letter posted there as it came, as message/rfc822, with x-slotwise-signature: sha256=<HMAC-SHA256 of it by --webhook-secret, in hex>.";
};
