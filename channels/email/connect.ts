import { z } from "zod";

import type {
  ChannelAccount,
  Connection,
  PushChannel,
  Words,
} from "../../src/conversation/push-channel.ts";
import { toMailbox } from "./address.ts";
import { imapOf } from "./imap.ts";
import { type MailboxSettings, mailboxOf } from "./mailbox-settings.ts";
import { smtpOf } from "./smtp.ts";

const wrong = (field: string, remedy: Words): Connection => ({ ok: false, field, remedy });

const required = {
  address: {
    en: "pass the address leads write to, such as dat-lich@example.com",
    vi: "hãy gửi địa chỉ thư khách viết đến, ví dụ dat-lich@example.com",
  },
  "smtp-host": {
    en: "pass the server that sends your mail, such as smtp.example.com",
    vi: "hãy gửi tên máy chủ gửi thư, ví dụ smtp.example.com",
  },
  "smtp-user": {
    en: "pass the name you sign in to that server with, most often the address",
    vi: "hãy gửi tên đăng nhập máy chủ đó, thường chính là địa chỉ thư",
  },
  "smtp-password": {
    en: "pass its password; Gmail and Microsoft 365 want an app password",
    vi: "hãy gửi mật khẩu; Gmail và Microsoft 365 cần mật khẩu ứng dụng",
  },
} as const;

/** It is part of the address webhooks come to. */
const mostAddressChars = 80;
/** Shorter ones could be guessed. */
const leastSecretChars = 32;

/** Signs in to both servers before anything is stored. */
export const connect: PushChannel["connect"] = async (given, { webhookOf }) => {
  for (const [name, { en, vi }] of Object.entries(required)) {
    if (!given[name])
      return wrong(`--${name}`, { en: `is missing: ${en}`, vi: `còn thiếu: ${vi}` });
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
    return wrong("--address", {
      en: `is not a mail address: ${required.address.en}`,
      vi: `không phải địa chỉ thư: ${required.address.vi}`,
    });
  }
  if ((given.address ?? "").length > mostAddressChars) {
    return wrong("--address", {
      en: `is longer than ${mostAddressChars} characters: pass a shorter alias`,
      vi: `dài hơn ${mostAddressChars} ký tự: hãy dùng bí danh ngắn hơn`,
    });
  }
  for (const name of ["smtp-port", "imap-port"]) {
    if (given[name] !== undefined && !Port.safeParse(given[name]).success) {
      return wrong(`--${name}`, {
        en: "is not a port: 465 and 587 are usual for SMTP, 993 for IMAP",
        vi: "không phải số cổng: thường là 465 hoặc 587 cho SMTP, 993 cho IMAP",
      });
    }
  }
  const { "webhook-secret": secret, "mailgun-signing-key": signingKey } = given;
  if (secret !== undefined && secret.length < leastSecretChars) {
    return wrong("--webhook-secret", {
      en: "is too short: make one with `openssl rand -hex 32`",
      vi: "quá ngắn: hãy tạo bằng lệnh `openssl rand -hex 32`",
    });
  }
  if (!given["imap-host"] && !secret && !signingKey) {
    return wrong("--imap-host", {
      en: "is missing: pass the server that keeps your mail, or let letters be brought to us with --mailgun-signing-key or --webhook-secret",
      vi: "còn thiếu: hãy gửi tên máy chủ giữ thư, hoặc để thư được chuyển đến qua --mailgun-signing-key hay --webhook-secret",
    });
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
      ? wrong("--smtp-password", {
          en: "was refused together with --smtp-user: check both and try again",
          vi: "bị từ chối cùng với --smtp-user: hãy kiểm tra cả hai rồi thử lại",
        })
      : wrong("--smtp-host", {
          en: "could not be reached over TLS: check it and --smtp-port (465, or 587 with STARTTLS)",
          vi: "không kết nối được qua TLS: hãy kiểm tra lại cùng --smtp-port (465, hoặc 587 với STARTTLS)",
        });
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
      ? wrong("--imap-password", {
          en: "was refused together with --imap-user (absent: those of SMTP): check both and try again",
          vi: "bị từ chối cùng với --imap-user (để trống: như SMTP): hãy kiểm tra cả hai rồi thử lại",
        })
      : wrong("--imap-host", {
          en: "could not be reached over TLS: check it and --imap-port (993)",
          vi: "không kết nối được qua TLS: hãy kiểm tra lại cùng --imap-port (993)",
        });
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
