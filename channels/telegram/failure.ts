import { TelegramError } from "telegraf";

import type { SendFailure } from "../../src/conversation/push-channel.ts";

/** Descriptions of a 400 that say the chat is gone, where the code alone does not. */
const gone = /chat not found|user is deactivated|bot was kicked|peer_id_invalid/iu;

/**
 * What an error of the provider means for a message. Only its code is kept: the library's errors carry
 * the whole request, words and all. Source: core.telegram.org/bots/api#making-requests
 */
export const failureOf = (error: unknown): SendFailure => {
  if (!(error instanceof TelegramError)) return { kind: "retry", code: "unreachable" };
  const { code, description = "", parameters } = error;
  const named = `telegram_${code}`;
  switch (code) {
    // A token that is not even shaped like one is answered with 404.
    case 401:
    case 404:
      return { kind: "revoked", code: named };
    case 403:
      return { kind: "give_up", code: "blocked_by_lead" };
    case 400:
      return { kind: "give_up", code: gone.test(description) ? "chat_gone" : named };
    case 429:
      return { kind: "retry", code: named, afterMs: 1_000 * (parameters?.retry_after ?? 1) };
    default:
      return { kind: "retry", code: code === undefined ? "unreadable" : named };
  }
};
