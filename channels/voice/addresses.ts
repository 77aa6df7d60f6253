import { createHmac } from "node:crypto";
import type { FastifyRequest } from "fastify";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

/** An address of ours as Twilio knows and signs it: what it was told when the number was connected. */
export const publicUrl = (
  { settings }: ChannelAccount,
  { protocol, host }: Pick<FastifyRequest, "protocol" | "host">,
  path: string,
): string => new URL(path, settings["origin"] ?? `${protocol}://${host}`).href;

/** The same for a WebSocket. */
export const socketUrl = (...[account, request, path]: Parameters<typeof publicUrl>): string =>
  publicUrl(account, request, path).replace(/^http/u, "ws");

const NUMBER = /^\+[1-9]\d{6,14}$/u;

/** Who calls: their number, or this call alone where they hide it. */
export const addressOf = ({ from, callSid }: { from: string; callSid: string }): string =>
  NUMBER.test(from) ? from : `call:${callSid}`;

/** A call has one conversation, whichever process hears of it, however often. */
export const conversationOf = (
  { signingKey }: Pick<ChannelHost, "signingKey">,
  account: string,
  callSid: string,
): string => {
  const bytes = createHmac("sha256", signingKey).update(`${account} ${callSid}`).digest();
  // Version 8, made by its own rules. Source: rfc-editor.org/rfc/rfc9562#section-5.8
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
};
