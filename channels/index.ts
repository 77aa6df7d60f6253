import type { Channel } from "../src/conversation/channel.ts";
import type { PushChannelEntry } from "../src/delivery/push-channels.ts";
import { door } from "./bot-framework/door.ts";
import { botFrameworkOptions } from "./bot-framework/options.ts";
import { emailOptions } from "./email/options.ts";
import { smsOptions } from "./sms/options.ts";
import { telegramOptions } from "./telegram/options.ts";
import { voice } from "./voice/index.ts";
import { webChat } from "./web-chat/index.ts";
import { whatsappCloudOptions } from "./whatsapp-cloud/options.ts";
import { byItsProcess } from "./whatsapp-web/by-its-process.ts";

/** Every way people can write to us by endpoints of our own. */
export const channels: readonly Channel[] = [webChat, voice];

/** Every way whose provider pushes to us; loaded with its first account. */
export const pushChannels: readonly PushChannelEntry[] = [
  {
    name: "email",
    options: emailOptions,
    load: async () => (await import("./email/index.ts")).email,
  },
  {
    name: "telegram",
    options: telegramOptions,
    load: async () => (await import("./telegram/index.ts")).telegram,
  },
  {
    name: "whatsapp-cloud",
    options: whatsappCloudOptions,
    load: async () => (await import("./whatsapp-cloud/index.ts")).whatsappCloud,
  },
  {
    name: "whatsapp-web",
    ...{ options: [], elsewhere: byItsProcess },
    load: async () => (await import("./whatsapp-web/index.ts")).whatsappWeb,
  },
  {
    name: "bot-framework",
    ...{ door, options: botFrameworkOptions, pathOf: () => door.path },
    load: async () => (await import("./bot-framework/index.ts")).botFramework,
  },
  { name: "sms", options: smsOptions, load: async () => (await import("./sms/index.ts")).sms },
];
