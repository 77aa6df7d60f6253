import { mostUnicodeChars } from "./segments.ts";

/**
 * Text: ten segments of Vietnamese, 670 characters, which networks still put together again; Twilio
 * takes 1600 whatever the alphabet and bills by the segment. Pace: Twilio queues up to ten hours of
 * messages for a number and sends one segment a second from an ordinary one; ours is what its API is
 * asked. Buttons there are none.
 * Source: twilio.com/docs/glossary/what-sms-character-limit, twilio.com/docs/api/errors/21611
 */
export const limits = {
  textChars: mostUnicodeChars(10),
  choices: 0,
  choiceChars: 0,
  perSecond: 10,
  chatIntervalMs: 1_000,
};
