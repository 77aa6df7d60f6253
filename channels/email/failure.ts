import { z } from "zod";

import type { SendFailure } from "../../src/conversation/push-channel.ts";

/** What we read of the library's errors; the rest may quote the letter. */
const SmtpError = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  command: z.string().optional(),
});

/** Servers that turn strangers away at first ask for minutes: tries within seconds would all fail. */
const laterMs = 5 * 60_000;

/**
 * What a server's refusal means for a letter. Source: RFC 5321 §4.2.3, RFC 3463 (enhanced codes),
 * RFC 4954 §6 (530, 534, 535).
 */
export const failureOf = (error: unknown): SendFailure => {
  const { code, responseCode, response, command } = SmtpError.safeParse(error).data ?? {};
  // That no login was asked of us, or none was offered, is an account wrongly set up.
  if (code === "ENOAUTH") return { kind: "revoked", code: "no_login" };
  if (responseCode === undefined) return { kind: "retry", code: "unreachable" };
  const named = `smtp_${responseCode}`;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3})\.\d{1,3}\b/u.exec(response ?? "")?.[1];
  switch (responseCode) {
    case 530:
    case 534:
    case 535:
      return { kind: "revoked", code: named };
    case 450:
    case 451:
    case 452:
      return { kind: "retry", code: named, afterMs: laterMs };
    case 550:
    case 551:
    case 553:
      return refused(named, enhanced, command);
    default:
      if (responseCode < 500) return { kind: "retry", code: named };
      return { kind: "give_up", code: enhanced === "5.1" ? "no_such_mailbox" : named };
  }
};

/** Most often of a mailbox that is not there, but a server says the same of our own address and of spam. */
const refused = (named: string, enhanced: string | undefined, command = ""): SendFailure => {
  if (command.startsWith("MAIL")) return { kind: "revoked", code: "sender_refused" };
  return { kind: "give_up", code: enhanced === "5.7" ? named : "no_such_mailbox" };
};
