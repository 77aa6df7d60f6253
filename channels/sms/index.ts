import twilio from "twilio";
import { z } from "zod";

import type {
  ChannelAccount,
  OutboundPart,
  PushChannel,
  SendResult,
  WebhookRequest,
} from "../../src/conversation/push-channel.ts";
import { apiOf } from "./api.ts";
import { connect, disconnect } from "./connect.ts";
import { failureOf } from "./failure.ts";
import { limits } from "./limits.ts";
import { fetchMedia } from "./media.ts";
import { parse } from "./parse.ts";

/** Text messages by Twilio. Source: twilio.com/docs/messaging/api/message-resource */
export const sms: PushChannel = {
  name: "sms",
  limits,
  verify: (request: WebhookRequest, { secrets }: ChannelAccount): boolean => {
    const signature = request.headers["x-twilio-signature"];
    const authToken = secrets["authToken"];
    if (typeof signature !== "string" || !authToken) return false;
    // The library compares in constant time.
    return twilio.validateRequest(authToken, signature, request.url, decode(request));
  },
  decode: (request) => decode(request),
  parse,
  // Twilio reads the answer as instructions; a text that is none raises an alarm there.
  answer: async () => ({ status: 200, contentType: "text/xml", body: "<Response/>" }),
  send: (part, account, signal) => send(part, account, signal),
  fetchMedia,
  connect,
  disconnect,
};

/** A name given twice is signed with all its values. */
const decode = ({ body }: WebhookRequest): Record<string, string | string[]> => {
  const form = new URLSearchParams(body.toString("utf8"));
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [value = "", ...others] = form.getAll(name);
      return [name, others.length === 0 ? value : [value, ...others]];
    }),
  );
};

const Sent = z.object({ sid: z.string().min(1) });

const send = async (
  { address, text }: OutboundPart,
  account: ChannelAccount,
  signal: AbortSignal,
): Promise<SendResult> => {
  const { from = "", statusCallback } = account.settings;
  const sender = from.startsWith("MG") ? { messagingServiceSid: from } : { from };
  const message = { to: address, body: text, ...sender, ...(statusCallback && { statusCallback }) };
  try {
    const sent = Sent.safeParse(await apiOf(account, signal).messages.create(message));
    if (sent.success) return { ok: true, providerId: sent.data.sid };
    return { ok: false, failure: { kind: "retry", code: "unreadable" } };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
};
