import type { PushLimits } from "../../src/conversation/push-channel.ts";

/**
 * What fits every form a message can take: a text and the body of a list may have 4096 characters, but
 * a body with reply buttons and the variable of a template 1024; a list has 10 rows, each with a title
 * and under it a description of 72.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages,
 * …/messages/interactive-reply-buttons-messages
 *
 * Pace: 80 messages a second both ways, 20 for a number that is used in the WhatsApp Business app too.
 * To one person one message in 6 seconds on average, but 45 may go in a burst that is made up for later,
 * so an answer need not wait; who exceeds it is told so (131056).
 * Source: …/whatsapp/about-the-platform#throughput, #pair-rate-limits
 */
export const limits: PushLimits = {
  textChars: 1_024,
  choices: 10,
  choiceChars: 72,
  windowHours: 24,
  perSecond: 20,
  chatIntervalMs: 1_000,
};

/** Reply buttons show at a glance what a list hides behind its own button, but carry less. */
export const replyButtons = { most: 3, titleChars: 20 };

export const listRows = { titleChars: 24 };
