/**
 * Text: 2000 characters, the least of the channels behind it, Messenger's. Choices: six suggested
 * actions, as Teams shows them. Pace: Teams takes 7 messages a second in a conversation.
 * Source: developers.facebook.com/docs/messenger-platform/reference/send-api,
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const limits = {
  ...{ textChars: 2_000, choices: 6, choiceChars: 60 },
  ...{ perSecond: 30, chatIntervalMs: 250 },
};
