import { createHash, timingSafeEqual } from "node:crypto";

import type {
  ChannelAccount,
  PushChannel,
  WebhookRequest,
} from "../../src/conversation/push-channel.ts";
import { apiOf, signalOf } from "./api.ts";
import { connect } from "./connect.ts";
import { failureOf } from "./failure.ts";
import { fetchMedia } from "./fetch-media.ts";
import { limits } from "./limits.ts";
import { messageName } from "./message-name.ts";
import { parse } from "./parse.ts";
import { Update, updatesWanted } from "./update.ts";

/** Seconds a poll stays open. */
const pollSeconds = 20;

/** Telegram bots in private chats. Source: core.telegram.org/bots/api */
export const telegram: PushChannel = {
  name: "telegram",
  limits,
  verify: ({ headers }: WebhookRequest, { secrets }: ChannelAccount): boolean => {
    const given = headers["x-telegram-bot-api-secret-token"];
    const expected = secrets["webhookSecret"];
    if (typeof given !== "string" || !expected) return false;
    // Digests are of one length, which the comparison needs and a guesser must not learn.
    return timingSafeEqual(digest(given), digest(expected));
  },
  parse,
  send: async ({ address, text, choices }, account, signal) => {
    const inline_keyboard = choices.map(({ id, label }) => [{ text: label, callback_data: id }]);
    const markup = choices.length > 0 && { reply_markup: { inline_keyboard } };
    const message = { chat_id: address, text, ...markup };
    try {
      const api = apiOf(account);
      const { message_id } = await api.callApi("sendMessage", message, signalOf(signal));
      return { ok: true, providerId: messageName(address, message_id) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  },
  acknowledge: async (callbackId, account) => {
    const answer = { callback_query_id: callbackId };
    const signal = AbortSignal.timeout(5_000);
    await apiOf(account).callApi("answerCallbackQuery", answer, signalOf(signal));
  },
  typing: {
    // Telegram shows it for five seconds, or until a message comes.
    everyMs: 4_000,
    show: async ({ address }, account, signal) => {
      const typing = { chat_id: address, action: "typing" } as const;
      await apiOf(account).callApi("sendChatAction", typing, signalOf(signal));
    },
  },
  fetchMedia,
  poll: async (account, after, signal) => {
    const asked = {
      timeout: pollSeconds,
      ...(after !== null && { offset: after + 1 }),
      allowed_updates: updatesWanted,
    };
    const late = AbortSignal.any([signal, AbortSignal.timeout((pollSeconds + 10) * 1_000)]);
    const bodies: readonly unknown[] = await apiOf(account).callApi(
      "getUpdates",
      asked,
      signalOf(late),
    );
    const last = Update.pick({ update_id: true }).safeParse(bodies.at(-1)).data?.update_id;
    return { bodies, after: last ?? after };
  },
  connect,
  disconnect: async (account, signal) => {
    await apiOf(account).callApi("deleteWebhook", {}, signalOf(signal));
  },
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
