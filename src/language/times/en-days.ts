import { pattern } from "../pattern.ts";
import { dayOfMonth, daysAhead, monthDay, weekdayPiece } from "./calendar.ts";
import { ORDINAL_EN, readNumber } from "./number-words.ts";
import type { PieceReader } from "./piece.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const WEEKDAY_EN =
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\\.?";
export const MONTH_EN =
  "january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?";

/** 1 = Monday; 0 when the word is no weekday. */
export const weekdayOf = (word: string | undefined): number =>
  WEEKDAYS.indexOf(word?.slice(0, 3) ?? "") + 1;

/** 1 = January; 0 when the word is no month. */
export const monthOf = (word: string | undefined): number =>
  MONTHS.indexOf(word?.slice(0, 3) ?? "") + 1;

const DAY = `\\d{1,2}(?:st|nd|rd|th)?|${ORDINAL_EN}|eleventh|twelfth|twentieth|thirtieth`;
const YEAR = "(?:,? ?(?<year>(?:19|20)\\d{2}|(?<=th april )\\d{2}|'\\d{2}))?";
const MORE_ORDINALS: Readonly<Record<string, number>> = {
  eleventh: 11,
  twelfth: 12,
  twentieth: 20,
  thirtieth: 30,
};

const dayNumber = (word: string | undefined): number =>
  MORE_ORDINALS[word ?? ""] ?? readNumber(word) ?? 0;

const yearNumber = (year: string | undefined): number | undefined =>
  year === undefined ? undefined : Number(year.replace("'", ""));

export const enDays: readonly PieceReader[] = [
  {
    pattern: pattern("(?:later |earlier )?(?:today|tod)"),
    read: (_groups, context) => daysAhead(context, 0),
  },
  {
    pattern: pattern("tomorrow|tomm?orr?ow|tmrw|tmr|tmw|tomo|2morrow"),
    read: (_groups, context) => daysAhead(context, 1),
  },
  {
    pattern: pattern("(?:the )?day after (?:tomorrow|tmrw?|tomm?orr?ow)|overmorrow"),
    read: (_groups, context) => daysAhead(context, 2),
  },
  { pattern: pattern("yesterday"), read: (_groups, context) => daysAhead(context, -1) },
  {
    pattern: pattern("(?:the )?day before yesterday"),
    read: (_groups, context) => daysAhead(context, -2),
  },
  {
    pattern: pattern(
      "in (?:about )?(?<n>\\d{1,2}|a|one|two|three|four|five|six|seven|ten|a couple of|a couple|a few) (?<unit>days?|weeks?|fortnights?)(?: time)?|(?<n2>\\d{1,2}|a|one|two|three|four|five|six|seven|ten) (?<unit2>days?|weeks?) from (?:now|today)",
    ),
    read: ({ n, n2, unit, unit2 }, context) => {
      const amount = readNumber(n ?? n2) ?? 0;
      const word = unit ?? unit2 ?? "";
      return daysAhead(
        context,
        amount * (word.startsWith("w") ? 7 : word.startsWith("f") ? 14 : 1),
      );
    },
  },
  {
    pattern: pattern(
      `(?<!(?:once|twice|times|sessions|visits|days|x) )(?:a week|one week) (?:from|on) (?<weekday>${WEEKDAY_EN})|(?<weekday2>${WEEKDAY_EN}) week`,
    ),
    read: ({ weekday, weekday2 }, context) => {
      const coming = weekdayPiece(context, weekdayOf(weekday ?? weekday2));
      return { type: "day", day: coming.day.plus({ weeks: 1 }), certain: true };
    },
  },
  {
    pattern: pattern(
      `(?<n>\\d|one|two|three|four|five|six) (?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)days) from (?:now|today)`,
    ),
    read: ({ n, weekday }, context) => {
      const coming = weekdayPiece(context, weekdayOf(weekday));
      return {
        type: "day",
        day: coming.day.plus({ weeks: (readNumber(n) ?? 1) - 1 }),
        certain: true,
      };
    },
  },
  {
    pattern: pattern(
      `(?:(?:this|coming|upcoming|this coming|nearest|closest) )?(?<weekday>${WEEKDAY_EN})s?`,
    ),
    read: ({ weekday }, context) => weekdayPiece(context, weekdayOf(weekday)),
  },
  {
    pattern: pattern(
      `(?<weekday>${WEEKDAY_EN}),? (?:of |in )?(?<which>this|next|the following|the coming|the week after next|following|coming) ?(?:week|wk)?`,
      `next (?:week|wk),? (?:on )?(?<weekday2>${WEEKDAY_EN})`,
      `(?:next|following) (?<weekday3>${WEEKDAY_EN})`,
    ),
    read: ({ weekday, which, weekday2, weekday3 }, context) => {
      const day = weekdayOf(weekday ?? weekday2 ?? weekday3);
      const week = which === "this" ? 0 : which?.includes("after next") ? 2 : 1;
      return weekdayPiece(context, day, week);
    },
  },
  {
    pattern: pattern(
      `(?<weekday>${WEEKDAY_EN}) after next|(?:the )?(?<weekday2>${WEEKDAY_EN}) after (?:next|that)`,
    ),
    read: ({ weekday, weekday2 }, context) => {
      const coming = weekdayPiece(context, weekdayOf(weekday ?? weekday2));
      return { type: "day", day: coming.day.plus({ weeks: 1 }), certain: true };
    },
  },
  {
    pattern: pattern(`(?:last|past|previous) (?<weekday>${WEEKDAY_EN})`),
    read: ({ weekday }, context) => {
      const coming = weekdayPiece(context, weekdayOf(weekday));
      return { type: "day", day: coming.day.minus({ weeks: 1 }), certain: true };
    },
  },
  {
    pattern: pattern(
      `(?:the )?(?<day>${DAY}) ?(?:of |day of )?(?<month>${MONTH_EN})(?:,? (?<year>(?:19|20)\\d{2}|\\d{2}(?! ?(?:[ap]\\.?m|:|h|o'clock|-|to ))))?`,
    ),
    read: ({ day, month, year }, context) =>
      monthDay(context, dayNumber(day), monthOf(month), yearNumber(year)),
  },
  {
    pattern: pattern(
      `(?<month>${MONTH_EN}) ?(?:the )?(?<day>${DAY})(?![:h]|\\d| ?[ap]\\.?m)${YEAR}`,
    ),
    read: ({ day, month, year }, context) =>
      monthDay(context, dayNumber(day), monthOf(month), yearNumber(year)),
  },
  {
    pattern: pattern(
      `(?:on )?the (?<day>\\d{1,2}(?:st|nd|rd|th)|${ORDINAL_EN}(?= (?:at|in|from|after|before))|(?:1[3-9]|2\\d|3[01])(?! ?(?:[ap]m|minutes|min|people|:)))|(?:on )(?<day2>\\d{1,2}(?:st|nd|rd|th))|(?<day3>\\d{1,2}(?:st|nd|rd|th))`,
    ),
    read: ({ day, day2, day3 }, context) => dayOfMonth(context, dayNumber(day ?? day2 ?? day3)),
  },
  {
    pattern: pattern(
      `(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:day )?of (?<which>this|the|next|the next|the following) month`,
    ),
    read: ({ day, which }, context) => {
      const first = context.now
        .startOf("month")
        .plus({ months: which === "this" || which === "the" ? 0 : 1 });
      return monthDay(context, Number(day), first.month, first.year);
    },
  },
];
