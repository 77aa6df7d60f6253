import type { PushChannel } from "../../src/conversation/push-channel.ts";
import { toMailbox } from "./address.ts";
import { compose } from "./compose.ts";
import { connect } from "./connect.ts";
import { failureOf } from "./failure.ts";
import { limits } from "./limits.ts";
import { mailboxOf } from "./mailbox-settings.ts";
import { parse } from "./parse.ts";
import { poll } from "./poll.ts";
import { smtpOf } from "./smtp.ts";
import { decode, verify } from "./webhook.ts";

/**
 * Letters: out by SMTP, in by IMAP or a provider's webhook with the raw letter. Sources: RFC 5321,
 * 5322, 9051.
 */
export const email: PushChannel = {
  name: "email",
  limits,
  verify,
  decode,
  parse,
  send: async (part, account, signal) => {
    if (toMailbox(part.address) === null) {
      return { ok: false, failure: { kind: "give_up", code: "no_such_mailbox" } };
    }
    const mailbox = mailboxOf(account);
    const letter = compose(part, mailbox);
    try {
      await smtpOf(mailbox).sendMail({ ...letter, signal });
      return { ok: true, providerId: letter.messageId };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  },
  poll,
  mustPoll: ({ settings }) => settings.imapHost !== undefined,
  connect,
};
