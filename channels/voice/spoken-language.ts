import type { Standing } from "../../src/conversation/channel.ts";

type Language = Standing["language"];

/** As Twilio names them. Source: twilio.com/docs/voice/conversationrelay/voice-configuration */
const tags = { vi: "vi-VN", en: "en-US" } as const satisfies Record<Language, string>;

export const languageTag = (language: Language): string => tags[language];
