import { TelegramError } from "telegraf";

import type { Connection, PushChannel, Words } from "../../src/conversation/push-channel.ts";
import { apiOf, signalOf } from "./api.ts";
import { updatesWanted } from "./update.ts";

const shape = /^\d+:[\w-]{20,}$/u;
const askFather = {
  en: "get one from @BotFather in Telegram, such as 123456:ABC…",
  vi: "hãy lấy từ @BotFather trong Telegram, ví dụ 123456:ABC…",
};

const wrong = (field: string, remedy: Words): Connection => ({ ok: false, field, remedy });

/** Asks Telegram who the token's bot is, and tells it where updates go. */
export const connect: PushChannel["connect"] = async (given, { webhookOf, secret }) => {
  const { token, "api-root": apiRoot } = given;
  if (!token)
    return wrong("--token", {
      en: `is missing: ${askFather.en}`,
      vi: `còn thiếu: ${askFather.vi}`,
    });
  if (!shape.test(token)) {
    const remedy = {
      en: `is not a bot token: ${askFather.en}`,
      vi: `không phải token của bot: ${askFather.vi}`,
    };
    return wrong("--token", remedy);
  }
  if (apiRoot !== undefined && !URL.canParse(apiRoot)) {
    return wrong("--api-root", {
      en: "is not an address: pass one such as http://localhost:8081",
      vi: "không phải địa chỉ: hãy gửi dạng http://localhost:8081",
    });
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
    return wrong("--api-root", {
      en: "Telegram could not be reached: check the network and try again",
      vi: "chưa kết nối được với Telegram: hãy kiểm tra mạng rồi thử lại",
    });
  }
  if (error.code === 401 || error.code === 404) {
    return wrong("--token", {
      en: `was refused by Telegram: ${askFather.en}`,
      vi: `bị Telegram từ chối: ${askFather.vi}`,
    });
  }
  // Of getMe and setWebhook: the words are about the address, no lead is in them.
  return wrong("PUBLIC_URL", {
    en: `was refused by Telegram (${error.description}): it must be https`,
    vi: `bị Telegram từ chối (${error.description}): phải là https`,
  });
};
