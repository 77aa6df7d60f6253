import type { Activity } from "./activity.ts";

/** Where a person is answered: all that a message to them has to name. */
export interface Address {
  readonly serviceUrl: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly botId: string;
  readonly userId: string;
}

/** The chat of whom an activity is about, as text. */
export const addressOf = (activity: Activity, userId: string): string => {
  const { serviceUrl, channelId, conversation, recipient } = activity;
  return [serviceUrl, channelId, conversation.id, recipient.id, userId]
    .map(encodeURIComponent)
    .join("|");
};

/** Null when it is none of ours. */
export const readAddress = (address: string): Address | null => {
  const parts = address.split("|").map(decodeURIComponent);
  const [serviceUrl, channelId, conversationId, botId, userId, ...more] = parts;
  if (!serviceUrl || !channelId || !conversationId || !botId || !userId || more.length > 0) {
    return null;
  }
  return { serviceUrl, channelId, conversationId, botId, userId };
};
