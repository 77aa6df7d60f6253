import { z } from "zod";

import type { ChannelAccount, MediaRef } from "../../src/conversation/push-channel.ts";
import { apiRootOf, bearer, callGraph } from "./api.ts";

const Located = z.object({
  url: z.string(),
  file_size: z.coerce.number().optional().catch(undefined),
});

/** Meta's own: the token goes with the request. */
const metaHost = /^(?:[\w-]+\.)*(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/u;

/**
 * A file of a message: an address that is good for five minutes, then what stands there.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const fetchMedia = async (
  { id }: MediaRef,
  account: ChannelAccount,
  { mostBytes, signal }: { readonly mostBytes: number; readonly signal: AbortSignal },
): Promise<Buffer | null> => {
  const path = `${encodeURIComponent(id)}?phone_number_id=${account.account}`;
  const answer = await callGraph(account, path, { signal });
  if (!answer.ok) return goneOrThrow(answer.status);
  const { url, file_size } = Located.parse(answer.body);
  if ((file_size ?? 0) > mostBytes) return null;
  if (!isTrusted(url, account)) throw new Error("whatsapp_media_elsewhere");
  const file = await fetch(url, { headers: bearer(account), signal, redirect: "error" });
  return file.ok ? readAtMost(file, mostBytes) : goneOrThrow(file.status);
};

/** What Meta has deleted is refused like any malformed request. */
const goneOrThrow = (status: number | null): null => {
  if (status === 400 || status === 404 || status === 410) return null;
  throw new Error(`whatsapp_media_${status ?? "unreachable"}`);
};

const isTrusted = (url: string, account: ChannelAccount): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  const isMetas = protocol === "https:" && metaHost.test(hostname);
  return isMetas || origin === new URL(apiRootOf(account)).origin;
};

/** Stops where it is longer: what is announced need not be what comes. */
const readAtMost = async ({ body }: Response, mostBytes: number): Promise<Buffer | null> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
