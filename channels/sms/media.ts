import type { MediaRef, PushChannel } from "../../src/conversation/push-channel.ts";
import type { Webhook } from "./webhook.ts";

/** Twilio takes and gives ten at most. Source: twilio.com/docs/messaging/guides/accepted-mime-types */
const mostMedia = 10;
const PLACE = /\/Messages\/((?:MM|SM)[0-9a-f]{32})\/Media\/(ME[0-9a-f]{32})$/iu;
const ID = /^(?:MM|SM)[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/iu;

/** What came with a message, by the names Twilio gives it rather than by whole addresses. */
export const mediaOf = (webhook: Webhook): readonly MediaRef[] => {
  const count = Math.min(webhook.NumMedia, mostMedia);
  return Array.from({ length: count }, (_one, at): MediaRef => {
    const [, message = "", media = ""] = PLACE.exec(String(webhook[`MediaUrl${at}`])) ?? [];
    return {
      id: media && `${message}/Media/${media}`,
      mediaType: String(webhook[`MediaContentType${at}`] ?? ""),
    };
  });
};

/** Twilio redirects to a store of files, which is not shown our credentials. */
export const fetchMedia: NonNullable<PushChannel["fetchMedia"]> = async (
  { id },
  { settings, secrets },
  { mostBytes, signal },
) => {
  if (!ID.test(id)) return null;
  const { accountSid, apiRoot = "https://api.twilio.com" } = settings;
  const address = new URL(`/2010-04-01/Accounts/${accountSid}/Messages/${id}`, apiRoot);
  const key = Buffer.from(`${accountSid}:${secrets["authToken"]}`).toString("base64");
  const answer = await fetch(address, { headers: { authorization: `Basic ${key}` }, signal });
  if (answer.status === 404) return null;
  if (!answer.ok || !answer.body)
    throw new Error(`Twilio answered ${answer.status} to a recording`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
