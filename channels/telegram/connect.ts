import { TelegramError } from "telegraf";

import type { Connection, PushChannel } from "../../src/conversation/push-channel.ts";
import { apiOf, signalOf } from "./api.ts";
import { updatesWanted } from "./update.ts";

const shape = /^\d+:[\w-]{20,}$/u;
const askFather = "get one from @BotFather in Telegram and pass it with --token 123456:ABC…";

const wrong = (field: string, remedy: string): Connection => ({ ok: false, field, remedy });

/** Asks Telegram who the token's bot is, and tells it where updates go. */
export const connect: PushChannel["connect"] = async (given, { webhookOf, secret }) => {
  const { token, "api-root": apiRoot } = given;
  if (!token) return wrong("--token", `is missing: ${askFather}`);
  if (!shape.test(token)) return wrong("--token", `is not a bot token: ${askFather}`);
  if (apiRoot !== undefined && !URL.canParse(apiRoot)) {
    return wrong("--api-root", "is not an address: pass one such as http://localhost:8081");
  }
  const settings: Record<string, string> = apiRoot ? { apiRoot } : {};
  const secrets = { token, webhookSecret: secret };
  const api = apiOf({ settings, secrets });
  const soon = () => signalOf(AbortSignal.timeout(15_000));
  try {
    const me = await api.callApi("getMe", {}, soon());
    const account = String(me.id);
    const url = webhookOf(account);
    if (url === null) {
      // Telegram does not answer polls while a webhook is set.
      await api.callApi("deleteWebhook", {}, soon());
    } else {
      const allowed_updates = updatesWanted;
      await api.callApi("setWebhook", { url, secret_token: secret, allowed_updates }, soon());
    }
    return { ok: true, name: `@${me.username}`, account: { account, settings, secrets } };
  } catch (error) {
    return refusal(error);
  }
};

const refusal = (error: unknown): Connection => {
  if (!(error instanceof TelegramError)) {
    return wrong("--api-root", "Telegram could not be reached: check the network and try again");
  }
  if (error.code === 401 || error.code === 404) {
    return wrong("--token", `was refused by Telegram: ${askFather}`);
  }
  // Of getMe and setWebhook: the words are about the address, no lead is in them.
  return wrong("PUBLIC_URL", `was refused by Telegram (${error.description}): it must be https`);
};
