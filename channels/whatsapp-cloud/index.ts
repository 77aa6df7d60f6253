import { z } from "zod";

import type { PushChannel } from "../../src/conversation/push-channel.ts";
import { callGraph } from "./api.ts";
import { connect } from "./connect.ts";
import { failureOf } from "./failure.ts";
import { limits } from "./limits.ts";
import { fetchMedia } from "./media.ts";
import { messageOf } from "./message.ts";
import { parse } from "./parse.ts";
import { handshake, verify } from "./signature.ts";
import { canOpenWindow } from "./template.ts";

const Taken = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });

/**
 * A WhatsApp business number on Meta's Cloud API.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp
 */
export const whatsappCloud: PushChannel = {
  name: "whatsapp-cloud",
  limits,
  verify,
  handshake,
  parse,
  canOpenWindow,
  fetchMedia,
  connect,
  send: async (part, account, signal) => {
    const body = messageOf(part, account);
    if (!body) return { ok: false, failure: { kind: "give_up", code: "window_closed" } };
    const answer = await callGraph(account, `${account.account}/messages`, { body, signal });
    if (!answer.ok) return { ok: false, failure: failureOf(answer) };
    const [message] = Taken.safeParse(answer.body).data?.messages ?? [];
    return message
      ? { ok: true, providerId: message.id }
      : { ok: false, failure: { kind: "retry", code: "unreadable" } };
  },
  typing: {
    // It fades after 25 seconds: …/whatsapp/typing-indicators
    everyMs: 20_000,
    show: async ({ answers }, account, signal) => {
      if (answers.messageId === null) return;
      const typing_indicator = { type: "text" };
      const read = { status: "read", message_id: answers.messageId, typing_indicator };
      const body = { messaging_product: "whatsapp", ...read };
      await callGraph(account, `${account.account}/messages`, { body, signal });
    },
  },
};
