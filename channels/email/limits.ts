/**
 * No provider says how long a letter may be; this is more than anybody reads. Gmail takes 2,000 letters
 * a day of an account and Microsoft 365 takes 30 a minute, so the pace keeps well within the second.
 * Source: support.google.com/a/answer/166852,
 * learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
 */
export const limits = {
  textChars: 50_000,
  choices: 0,
  choiceChars: 0,
  perSecond: 0.5,
  chatIntervalMs: 1_000,
  files: true,
} as const;
