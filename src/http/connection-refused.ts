import type { Words } from "#src/conversation/push-channel.ts";
import type { ConnectRefusal } from "#src/delivery/connect-account.ts";
import type { Language } from "#src/domain/facts.ts";
import { type ErrorReply, failed } from "./answer.ts";

/** Channels name options as the command has them; a request has them under `options`. */
const asInRequest = (text: string): string => text.replace(/(?<![\w-])--(?=[a-z])/gu, "options.");

/** Words for the caller: what is said in one language only is better than nothing. */
export const wordsIn = (words: Words, language: Language): string =>
  asInRequest(typeof words === "string" ? words : words[language]);

/** An account that was not connected: the option or setting at fault and the remedy. */
export const connectionRefused = (refusal: ConnectRefusal, language: Language): ErrorReply => {
  if (refusal.code === "unknown_channel") return failed("UNKNOWN_CHANNEL", language, "channel");
  if (refusal.code === "taken") return failed("CHANNEL_ACCOUNT_TAKEN", language, "options");
  const field = asInRequest(refusal.field);
  return {
    status: 422,
    body: {
      success: false,
      error: "CHANNEL_REFUSED",
      message: `${field}: ${wordsIn(refusal.remedy, language)}`,
      // A setting of the server is no field of the request.
      ...(field !== refusal.field && { field }),
    },
  };
};
