import type { Channel } from "../src/conversation/channel.ts";
import type { PushChannelEntry } from "../src/delivery/push-channels.ts";
import { door } from "./bot-framework/door.ts";
import { telegramOptions } from "./telegram/options.ts";
import { voice } from "./voice/index.ts";
import { webChat } from "./web-chat/index.ts";

/** Every way people can write to us by endpoints of our own. */
export const channels: readonly Channel[] = [webChat, voice];

/** Every way whose provider pushes to us; loaded with its first account. */
export const pushChannels: readonly PushChannelEntry[] = [
  { name: "email", load: async () => (await import("./email/index.ts")).email },
  {
    name: "telegram",
    options: telegramOptions,
    load: async () => (await import("./telegram/index.ts")).telegram,
  },
  {
    name: "whatsapp-cloud",
    load: async () => (await import("./whatsapp-cloud/index.ts")).whatsappCloud,
  },
  { name: "whatsapp-web", load: async () => (await import("./whatsapp-web/index.ts")).whatsappWeb },
  {
    name: "bot-framework",
    door,
    load: async () => (await import("./bot-framework/index.ts")).botFramework,
  },
  { name: "sms", load: async () => (await import("./sms/index.ts")).sms },
];
