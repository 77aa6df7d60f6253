/**
 * Text: 4096 characters of a message; pace: about 30 messages a second for a bot and one a second in a
 * chat. Long labels of buttons are cut off on small screens.
 * Source: core.telegram.org/bots/api#sendmessage, core.telegram.org/bots/faq#my-bot-is-hitting-limits
 */
export const limits = {
  textChars: 4_096,
  choices: 20,
  choiceChars: 60,
  perSecond: 25,
  chatIntervalMs: 1_000,
};
