import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

import type { ChannelAccount, WebhookRequest } from "../../src/conversation/push-channel.ts";

/** A letter in its raw form, or a provider's form that carries one; bytes are in base64. */
export const Brought = z.union([
  z.object({ raw: z.base64() }),
  z.object({ form: z.base64(), contentType: z.string() }),
]);

type Brought = z.output<typeof Brought>;

/** A form's own type; all else is a letter as it came. */
const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/iu;

export const decode = ({ body, headers }: WebhookRequest): Brought => {
  const contentType = oneOf(headers["content-type"]);
  const bytes = body.toString("base64");
  return FORM.test(contentType) ? { form: bytes, contentType } : { raw: bytes };
};

/** The letter itself. Throws when there is none. */
export const rawOf = async (brought: Brought): Promise<Buffer> => {
  if ("raw" in brought) return Buffer.from(brought.raw, "base64");
  const form = await readForm(Buffer.from(brought.form, "base64"), brought.contentType);
  return Buffer.from(z.string().min(1).parse(form.get("body-mime")), "utf8");
};

/**
 * Two ways a request proves itself. Ours: `x-slotwise-signature: sha256=<hex>`, an HMAC of the body.
 * Mailgun's: an HMAC of its time and token inside the form, by the webhook signing key. Source:
 * documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http and
 * …/webhooks/securing-webhooks
 */
export const verify = async (
  { body, headers }: WebhookRequest,
  { secrets }: ChannelAccount,
): Promise<boolean> => {
  const { webhookSecret, mailgunSigningKey } = secrets;
  const contentType = oneOf(headers["content-type"]);
  if (mailgunSigningKey && FORM.test(contentType)) {
    return isFromMailgun(body, contentType, mailgunSigningKey);
  }
  const given = headers["x-slotwise-signature"];
  if (typeof given !== "string" || !webhookSecret) return false;
  return isSame(given, `sha256=${hmac(webhookSecret, body)}`);
};

/** Mailgun tries again for 8 hours; what is older is somebody's copy of an old request. */
const oldestMs = 9 * 3_600_000;

const isFromMailgun = async (body: Buffer, contentType: string, key: string): Promise<boolean> => {
  const form = await readForm(body, contentType).catch(() => null);
  const [timestamp, token, signature] = ["timestamp", "token", "signature"].map((name) =>
    form?.getAll(name).length === 1 ? form.get(name) : null,
  );
  if (typeof timestamp !== "string" || typeof token !== "string") return false;
  const ageMs = Math.abs(Date.now() - Number(timestamp) * 1_000);
  const isFresh = ageMs < oldestMs;
  return (
    isFresh && typeof signature === "string" && isSame(signature, hmac(key, timestamp + token))
  );
};

const readForm = (body: Buffer, contentType: string) =>
  new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();

const hmac = (key: string, of: Buffer | string): string =>
  createHmac("sha256", key).update(of).digest("hex");

/** Of digests: they are of one length, which the comparison needs and a guesser must not learn. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(hmac("", given)), Buffer.from(hmac("", expected)));

const oneOf = (header: WebhookRequest["headers"][string]): string =>
  typeof header === "string" ? header : "";
