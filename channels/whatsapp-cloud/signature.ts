import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { ChannelAccount, WebhookRequest } from "../../src/conversation/push-channel.ts";

/**
 * Whether Meta has signed the raw body with the app's secret.
 * Source: developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export const verify = (
  { body, headers }: WebhookRequest,
  { secrets }: Pick<ChannelAccount, "secrets">,
): boolean => {
  const given = headers["x-hub-signature-256"];
  const secret = secrets["appSecret"];
  if (typeof given !== "string" || !secret) return false;
  return isSame(given, `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
};

/**
 * The challenge, when it comes with the token that was typed into Meta's dashboard.
 * Source: developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export const handshake = (
  query: Readonly<Record<string, string>>,
  { secrets }: Pick<ChannelAccount, "secrets">,
): string | null => {
  const expected = secrets["verifyToken"];
  const given = query["hub.verify_token"];
  if (query["hub.mode"] !== "subscribe" || !expected || given === undefined) return null;
  return isSame(given, expected) ? (query["hub.challenge"] ?? null) : null;
};

/** Digests are of one length, which the comparison needs and a guesser must not learn. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
