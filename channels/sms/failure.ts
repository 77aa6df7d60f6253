import { z } from "zod";

import type { SendFailure } from "../../src/conversation/push-channel.ts";

/** What the library's errors say of an answer; they also carry the request, words and all. */
const Refusal = z.object({ status: z.number(), code: z.number().nullish() });

/** Milliseconds after which what was too much may be asked again; Twilio itself names no time. */
const waits: Readonly<Record<number, number>> = {
  // Too many requests at once: never processed, safe to repeat.
  20429: 1_000,
  429: 1_000,
  // Ten hours of messages wait for this number.
  21611: 60_000,
};

/** Our number or messaging service is no longer ours to send from, or never was. */
const ourOwn: readonly number[] = [
  ...[20003, 20404, 21212, 21603, 21606, 21659, 21660, 21701, 21703],
];

/**
 * What an error of the provider means for a message. What is wrong with the lead's number, such as
 * 21211, 21614, 21612 or 21408, ends this chat's message alone.
 * Source: twilio.com/docs/api/errors
 */
export const failureOf = (error: unknown): SendFailure => {
  const refusal = Refusal.safeParse(error).data;
  if (!refusal) {
    return { kind: "retry", code: error instanceof SyntaxError ? "unreadable" : "unreachable" };
  }
  const { status } = refusal;
  const reason = refusal.code ?? status;
  const code = `twilio_${reason}`;
  const afterMs = waits[reason] ?? waits[status];
  if (afterMs !== undefined) return { kind: "retry", code, afterMs };
  if (status >= 500 || status === 408) return { kind: "retry", code };
  if (reason === 21610) return { kind: "give_up", code: "opted_out" };
  if (status === 401 || status === 404 || ourOwn.includes(reason)) return { kind: "revoked", code };
  // A suspended account is paid for sooner or later; until then all of it waits.
  return reason === 20005 ? { kind: "retry", code } : { kind: "give_up", code };
};
