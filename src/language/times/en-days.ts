import { pattern } from "../pattern.ts";
import { dayOfMonth, daysAhead, monthDay, weekdayPiece } from "./calendar.ts";
import { ORDINAL_EN, readNumber } from "./number-words.ts";
import type { PieceReader } from "./piece.ts";

// Misspelt days keep their first letters: "tuseday", "thrusday", "wensday".
const WEEKDAYS = [/^m/u, /^t(?!h|ur)/u, /^w/u, /^t(?:h|ur)/u, /^f/u, /^sa/u, /^su/u];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const WEEKDAY_EN =
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|munday|mondy|tuseday|teusday|tuesady|tueday|tusday|wensday|wednsday|wendsday|wenesday|wednesay|wedensday|thrusday|thursady|thurday|thusday|tursday|firday|fridy|frday|saterday|saturady|satuday|satruday|sundy|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\\.?";
export const MONTH_EN =
  "january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?";

const TOMORROW =
  "tom{1,2}or{1,3}ow|tomarrow|tomorr?o|tomoz|tmrr?w|tmr|tmw|tmo|tmoro|tomo|2mor{1,2}ow|2moro|2mrw|2mro";

/** 1 = Monday; 0 when the word is no weekday. */
export const weekdayOf = (word: string | undefined): number =>
  WEEKDAYS.findIndex((start) => start.test(word ?? "")) + 1;

/** 1 = January; 0 when the word is no month. */
export const monthOf = (word: string | undefined): number =>
  MONTHS.indexOf(word?.slice(0, 3) ?? "") + 1;

const LATE_ORDINALS =
  "eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first";
const DAY = `\\d{1,2}(?:st|nd|rd|th)?|${ORDINAL_EN}|${LATE_ORDINALS}`;
const MORE_ORDINALS = [
  ..."tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  ),
  ..."first second third fourth fifth sixth seventh eighth ninth"
    .split(" ")
    .map((n) => `twenty ${n}`),
  "thirtieth",
  "thirty first",
];
const YEAR = "(?:,? ?(?<year>(?:19|20)\\d{2}|(?<=th april )\\d{2}|'\\d{2}))?";

const dayNumber = (word: string | undefined): number => {
  const late = MORE_ORDINALS.indexOf(word?.replaceAll("-", " ") ?? "");
  return late < 0 ? (readNumber(word) ?? 0) : late + 10;
};

const yearNumber = (year: string | undefined): number | undefined =>
  year === undefined ? undefined : Number(year.replace("'", ""));

export const enDays: readonly PieceReader[] = [
  {
    pattern: pattern("(?:later |earlier )?(?:today|tod|tdy|2day)"),
    read: (_groups, context) => daysAhead(context, 0),
  },
  {
    pattern: pattern(TOMORROW),
    read: (_groups, context) => daysAhead(context, 1),
  },
  {
    pattern: pattern(`(?:the )?day after (?:${TOMORROW})|overmorrow`),
    read: (_groups, context) => daysAhead(context, 2),
  },
  { pattern: pattern("yesterday"), read: (_groups, context) => daysAhead(context, -1) },
  {
    pattern: pattern("(?:the )?day before yesterday"),
    read: (_groups, context) => daysAhead(context, -2),
  },
  {
    pattern: pattern("in a day(?! or)|(?:a|one) day from now"),
    read: (_groups, { now }) => ({
      type: "moment",
      at: now.plus({ days: 1 }),
      kind: "instant",
      grain: "hour",
    }),
  },
  {
    pattern: pattern(
      "in (?:about )?(?<n>\\d{1,2}|a|one|two|three|four|five|six|seven|ten|a couple of|a couple|a few) (?<unit>days?|weeks?|fortnights?)(?: time|'s time|s' time)?|(?<n2>\\d{1,2}|a|one|two|three|four|five|six|seven|ten|a couple of|a couple|a few) (?<unit2>days?|weeks?|fortnights?) (?:from )?(?:now|today)",
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
      `(?<!(?:once|twice|times|sessions|visits|days|x) (?:a )?)(?:(?:a |one )?week|(?<n>\\d|two|three|four) weeks) (?:from|on) (?:(?<weekday>${WEEKDAY_EN})|${TOMORROW})`,
      `(?<weekday2>${WEEKDAY_EN}) week(?!ly|s)|(?:a week |one week )(?:${TOMORROW})|(?:${TOMORROW}) week`,
    ),
    read: ({ n, weekday, weekday2 }, context) => {
      const named = weekday ?? weekday2;
      const coming = named ? weekdayPiece(context, weekdayOf(named)) : daysAhead(context, 1);
      return { type: "day", day: coming.day.plus({ weeks: readNumber(n) ?? 1 }), certain: true };
    },
  },
  {
    pattern: pattern(
      "in (?<n>\\d{1,2}|a|one|two|three|a couple of|a few) months?(?: time|'s time)?|(?<n2>\\d{1,2}|a|one|two|three) months? from (?:now|today)",
    ),
    read: ({ n, n2 }, { now }) => ({
      type: "day",
      day: now.startOf("day").plus({ months: readNumber(n ?? n2) ?? 1 }),
      certain: true,
    }),
  },
  {
    // "In a day or two" names neither.
    pattern: pattern("(?:in )?(?:a|one) (?<unit>day|week) or (?:two|so)"),
    read: ({ unit }, { now }) => ({
      type: "span",
      from: now.startOf("day").plus({ days: unit === "day" ? 1 : 7 }),
      to: now.startOf("day").plus({ days: unit === "day" ? 3 : 15 }),
      grain: "day",
    }),
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
      `(?:the )?(?<day>${DAY}) ?(?:of |day of )?(?<month>${MONTH_EN})(?:,? (?<year>(?:19|20)\\d{2}|\\d{2}(?! ?(?:[ap]\\.?m|:|\\.\\d|h|o'clock|-|to ))))?`,
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
      `(?:on )?the (?<day>\\d{1,2}(?:st|nd|rd|th)|${LATE_ORDINALS}|${ORDINAL_EN}(?= (?:at|in|from|after|before))|(?:1[3-9]|2\\d|3[01])(?! ?(?:[ap]m|minutes|min|people|:)))|(?:on )(?<day2>\\d{1,2}(?:st|nd|rd|th))|(?<day3>\\d{1,2}(?:st|nd|rd|th))`,
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
