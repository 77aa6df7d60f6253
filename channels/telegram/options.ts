import type { ConnectOption } from "../../src/conversation/push-channel.ts";

/** What a bot is connected with. Nothing else is imported here: forms need no library. */
export const telegramOptions: readonly ConnectOption[] = [
  {
    name: "token",
    ...{ isSecret: true, isRequired: true },
    hint: {
      en: "the bot's token, as @BotFather in Telegram gives it: 123456:ABC…",
      vi: "mã token của bot do @BotFather trong Telegram cấp, dạng 123456:ABC…",
    },
  },
  {
    name: "api-root",
    ...{ isSecret: false, isRequired: false, isServer: true },
    hint: {
      en: "the address of a Bot API server of your own, such as http://localhost:8081",
      vi: "địa chỉ máy chủ Bot API riêng, ví dụ http://localhost:8081",
    },
  },
];
