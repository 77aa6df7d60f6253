import { DateTime } from "luxon";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";

interface Mention {
  readonly index: number;
  readonly end: number;
  readonly said: string;
  readonly weekday: number;
}

const WEEKDAY =
  /\b(?:(?:thu|t)\s?([2-7])|thu (hai|ba|tu|nam|sau|bay)|(chu nhat|cn)|(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?)\b(?!\s?(?:gio|h|phut)\b)/gu;
const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const DATE = new RegExp(
  [
    "\\b(?<isoYear>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})\\b",
    "\\b(?<day>\\d{1,2})[/-](?<month>\\d{1,2})(?:[/-]\\d{2,4})?\\b",
    "\\b(?<viDay>\\d{1,2}) thang (?<viMonth>\\d{1,2})\\b",
    `\\b(?<enDay>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<enMonth>${MONTHS})[a-z]*`,
    `\\b(?<usMonth>${MONTHS})[a-z]*\\.? (?<usDay>\\d{1,2})(?:st|nd|rd|th)?\\b`,
  ].join("|"),
  "gu",
);
const RELATIVE =
  /\b(?:(today|hom nay)|(tomorrow|ngay mai)|(day after tomorrow|ngay kia|ngay mot))\b/gu;
const VIETNAMESE = ["hai", "ba", "tu", "nam", "sau", "bay"];
const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Between a weekday and its date stand at most a comma and "ngày" or "the". */
const LINK = /^[\s,.(–-]*(?:(?:ngay|the|on|la|tuc|nham)\s+)?$/u;

/** "Thứ 4, 10/02" is false when the tenth is a Tuesday, whatever else is right about it. */
export const weekdayClaims = (sentences: readonly string[], briefing: Briefing): FalseClaim[] =>
  sentences.flatMap((sentence) => {
    const plain = foldVietnamese(sentence);
    const dates = [...datesIn(plain, briefing), ...relativesIn(plain, briefing)];
    return weekdaysIn(plain).flatMap((day) =>
      dates
        .filter((date) => isBeside(plain, day, date) && date.weekday !== day.weekday)
        .map((date) => ({ kind: "weekday" as const, said: `${day.said} ${date.said}` })),
    );
  });

const isBeside = (plain: string, one: Mention, other: Mention): boolean => {
  const [first, second] = one.index < other.index ? [one, other] : [other, one];
  return first.end <= second.index && LINK.test(plain.slice(first.end, second.index));
};

const mention = (match: RegExpExecArray, weekday: number): Mention => ({
  index: match.index,
  end: match.index + match[0].length,
  said: match[0],
  weekday,
});

const weekdaysIn = (plain: string): Mention[] =>
  [...plain.matchAll(WEEKDAY)].map((match) => {
    const [, number, spelled, sunday, english] = match;
    if (number) return mention(match, Number(number) - 1);
    if (spelled) return mention(match, VIETNAMESE.indexOf(spelled) + 1);
    return mention(match, sunday ? 7 : ENGLISH.indexOf(english ?? "") + 1);
  });

const datesIn = (plain: string, briefing: Briefing): Mention[] =>
  [...plain.matchAll(DATE)].flatMap((match) => {
    const said = match.groups ?? {};
    const day = Number(
      said["isoDay"] ?? said["day"] ?? said["viDay"] ?? said["enDay"] ?? said["usDay"],
    );
    const word = said["enMonth"] ?? said["usMonth"];
    const month = word
      ? MONTHS.split("|").indexOf(word) + 1
      : Number(said["isoMonth"] ?? said["month"] ?? said["viMonth"]);
    const date = nearestDate(day, month, briefing);
    return date ? [mention(match, date.weekday)] : [];
  });

const relativesIn = (plain: string, { now, zone }: Briefing): Mention[] =>
  [...plain.matchAll(RELATIVE)].map((match) => {
    const days = match[1] ? 0 : match[2] ? 1 : 2;
    return mention(match, DateTime.fromJSDate(now, { zone }).plus({ days }).weekday);
  });

/** Days back to which a date without a year is a past one; further back it is next year's. */
const recentDays = 60;

const nearestDate = (day: number, month: number, { now, zone }: Briefing): DateTime | null => {
  const earliest = DateTime.fromJSDate(now, { zone }).minus({ days: recentDays });
  const candidates = [0, 1, 2].map((years) =>
    DateTime.fromObject({ year: earliest.year + years, month, day }, { zone }),
  );
  return candidates.find((date) => date.isValid && date >= earliest) ?? null;
};
