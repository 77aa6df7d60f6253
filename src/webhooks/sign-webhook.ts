import { createHmac } from "node:crypto";

const PREFIX = "whsec_";

/** A secret as receivers are given it; `bytes` are fresh and random. */
export const webhookSecret = (bytes: Buffer): string => `${PREFIX}${bytes.toString("base64")}`;

interface Message {
  readonly id: string;
  readonly sentAt: Date;
  readonly body: string;
}

/**
 * The headers that prove to a receiver that we sent a message, and when. The same id is the same
 * message, however often it comes. Source: standardwebhooks.com, specification 1.0
 */
export const signWebhook = (
  secret: string,
  { id, sentAt, body }: Message,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
};
