import type { PushLimits } from "../../src/conversation/push-channel.ts";

/**
 * Buttons and lists are not shown to people whom this client writes to, so choices are numbered lines.
 * WhatsApp publishes no pace for a client it does not allow: this one is a fast typist's, since what looks
 * like a machine is banned. Source: docs.wwebjs.dev, github.com/wwebjs/whatsapp-web.js#disclaimer
 */
export const limits: PushLimits = {
  textChars: 4_096,
  choices: 0,
  choiceChars: 0,
  perSecond: 1,
  chatIntervalMs: 1_500,
};
