import type { SendFailure } from "../../src/conversation/push-channel.ts";
import type { GraphError, Refused } from "./api.ts";

const minuteMs = 60_000;

/**
 * Errors after which waiting helps, and how long where Meta does not say: the app's and the account's
 * calls are counted by the hour, a number's messages by the second, messages to one person in quotas
 * that a burst of 20 uses up for two minutes.
 */
const waits: Readonly<Record<number, number>> = {
  4: 10 * minuteMs,
  80007: 10 * minuteMs,
  130429: 5_000,
  131056: 30_000,
};

/** Meta itself is ill: unknown error, service down, maintenance. */
const ills: ReadonlySet<number> = new Set([1, 2, 131000, 131016, 131057, 133004]);

/** Everything is refused: token or permission gone, account locked or restricted, number not registered. */
const revocations: ReadonlySet<number> = new Set([
  ...[0, 3, 10, 190, 368, 131005, 131031, 131045, 133010],
]);

/** What is wrong with a template, in words its author can act on. */
const templateFaults: Readonly<Record<number, string>> = {
  132000: "template_wants_other_variables",
  132001: "template_missing_or_not_approved",
  132005: "template_text_too_long",
  132007: "template_breaks_policy",
  132012: "template_variable_malformed",
  132015: "template_paused",
  132016: "template_disabled",
};

/** The object a call names does not exist or is not the token's to use. */
const notOurs = ({ code, error_subcode }: GraphError): boolean =>
  code === 100 && error_subcode === 33;

const isRevocation = (error: GraphError): boolean =>
  revocations.has(error.code) || (error.code >= 200 && error.code <= 299) || notOurs(error);

/**
 * What a refusal means for a message. Only the code is kept: Meta's words may quote the message.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const failureOf = ({ status, error, retryAfterMs }: Refused): SendFailure => {
  if (!error) return failureOfStatus(status, retryAfterMs);
  const { code, is_transient } = error;
  const named = codeOf(code);
  const waitMs = waits[code];
  if (waitMs !== undefined) return { kind: "retry", code: named, afterMs: retryAfterMs ?? waitMs };
  if (isRevocation(error)) return { kind: "revoked", code: named };
  if (is_transient || ills.has(code) || (status ?? 0) >= 500) return { kind: "retry", code: named };
  if (code === 131047) return { kind: "give_up", code: "window_closed" };
  return { kind: "give_up", code: templateFaults[code] ?? named };
};

export const codeOf = (code: number): string => `whatsapp_${code}`;

/** An answer that is not Graph's: of something that stands before it, or of nobody. */
const failureOfStatus = (status: number | null, retryAfterMs: number | null): SendFailure => {
  if (status === null) return { kind: "retry", code: "unreachable" };
  const code = `whatsapp_http_${status}`;
  if (status === 401) return { kind: "revoked", code };
  if (status === 429) return { kind: "retry", code, afterMs: retryAfterMs ?? minuteMs };
  return { kind: "retry", code };
};
