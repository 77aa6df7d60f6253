import { pattern } from "../pattern.ts";
import { clockPiece, shiftedClock } from "./clock-piece.ts";
import { HOUR_EN, readNumber } from "./number-words.ts";
import type { ClockPiece, PieceReader } from "./piece.ts";

const HOUR = `(?<h>1[0-2]|0?[1-9]|${HOUR_EN})`;
const HALF = "(?<half>[ap]\\.? ?m\\.?|p|in the pm|in the am)";
const MINUTE_WORDS =
  "(?:oh|o) (?:one|two|three|four|five|six|seven|eight|nine)|fifteen|twenty|thirty|forty|fifty|(?:twenty|thirty|forty|fifty)[- ](?:one|two|three|four|five|six|seven|eight|nine)";
const ROUND_MINUTES =
  "(?:oh|o)[- ](?:one|two|three|four|five|six|seven|eight|nine)|fifteen|thirty|forty[- ]five";
const DAYS =
  "today|tomorrow|tmrw?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|wed|thurs?|fri|sat|sun";
const STEP =
  "(?<m>(?:a )?quarter|half|five|ten|twenty|twenty[- ]five|(?:20|25)(?= to \\d)|5(?= to [1-4](?!\\d))|\\d{1,2}(?= ?(?:min|past)))(?: ?(?:minutes|mins|min))?";

const halfOf = (word: string | undefined): ClockPiece["half"] => {
  if (word === undefined) return "open";
  return /^(?:in the )?p/u.test(word) ? "pm" : "am";
};

const minuteOf = (word: string | undefined): number | undefined =>
  readNumber(word?.replace(/^oh?[- ]/u, ""));

const stepMinutes = (word: string | undefined): number =>
  word === "half" ? 30 : (readNumber(word) ?? 0);

export const enClocks: readonly PieceReader[] = [
  {
    pattern: pattern(`${HOUR}(?: ?ish)? ?${HALF}`),
    read: ({ h, half }) => clockPiece(readNumber(h) ?? 99, undefined, halfOf(half)),
  },
  {
    pattern: pattern(`(?<h>1[0-2]|0?[1-9])[:.h ]?(?<m>[0-5]\\d) ?${HALF}`),
    read: ({ h, m, half }) => clockPiece(Number(h), Number(m), halfOf(half)),
  },
  {
    pattern: pattern(`(?<h>1[3-9]|2[0-3])[:.](?<m>[0-5]\\d) ?pm`),
    read: ({ h, m }) => clockPiece(Number(h), Number(m), "24h"),
  },
  {
    pattern: pattern(`(?<h>${HOUR_EN})[- ](?<m>${MINUTE_WORDS})(?: ?${HALF})`),
    read: ({ h, m, half }) => clockPiece(readNumber(h) ?? 99, minuteOf(m), halfOf(half)),
  },
  {
    pattern: pattern(`(?<h>${HOUR_EN})[- ](?<m>${ROUND_MINUTES})`),
    read: ({ h, m }) => clockPiece(readNumber(h) ?? 99, minuteOf(m)),
  },
  {
    pattern: pattern(
      `(?<=\\b(?:at|around|about|by) |@ ?)(?:(?<h>${HOUR_EN}|\\d{1,2})[- ](?<m>${MINUTE_WORDS}|[0-5]\\d)(?! ?(?:people|of))|(?<hm>\\d{3,4})(?![.,\\d]))`,
    ),
    read: ({ h, m, hm }) => {
      if (hm === undefined) return clockPiece(readNumber(h) ?? 99, minuteOf(m));
      const value = Number(hm);
      return value % 100 > 59 || value > 2359
        ? null
        : clockPiece(Math.floor(value / 100), value % 100);
    },
  },
  {
    pattern: pattern(
      `(?<!(?:from|between) )${STEP} (?<side>past|after|from|to|till|before|of) (?<h>1[0-2]|[1-9]|${HOUR_EN}|noon)(?: ?${HALF})?`,
      `half (?<h2>${HOUR_EN}|1[0-2]|[1-9](?!\\d))(?! ?(?:of|people|hours?|days?|%|the|price|am|pm|mins?))`,
    ),
    read: ({ m, side, h, h2, half }) => {
      if (h2) return clockPiece(readNumber(h2) ?? 99, 30);
      const later = /past|after|from/u.test(side ?? "");
      const minutes = stepMinutes(m) * (later ? 1 : -1);
      return shiftedClock(h === "noon" ? 12 : (readNumber(h) ?? 99), minutes, halfOf(half));
    },
  },
  {
    pattern: pattern(`(?<h>\\d{1,2}|${HOUR_EN}) ?o[ '"]?clock(?: ?${HALF})?`),
    read: ({ h, half }) => clockPiece(readNumber(h) ?? 99, undefined, halfOf(half)),
  },
  {
    // "4a" is a flat or a class, so it stands beside a day or is an hour people come at.
    pattern: pattern(
      `(?<=(?:(?<!\\p{L})(?:at|by|around|about|after|before|from|to|til|till|until|or|and|${DAYS}),?) *)(?<h>1[0-2]|[1-9])a(?= *(?:$|[-–,;!?]|to|or|on|please|works|sharp|${DAYS}))`,
      `(?<h2>1[0-2]|[1-9])a(?= (?:on )?(?:${DAYS}))|(?<=^ *)(?<h3>[6-9]|1[01])a(?=[.!? ]*$)`,
    ),
    read: ({ h, h2, h3 }, { language }) =>
      language === "en" ? clockPiece(Number(h ?? h2 ?? h3), undefined, "am") : null,
  },
  {
    pattern: pattern(
      `(?<!\\d[-/.])(?<hm>(?:0\\d|1\\d|2[0-3])[0-5]\\d|[1-9][0-5][05])(?:(?= (?:on )?(?:${DAYS}))| ?(?:h|hrs|hours))`,
      `(?<=(?:${DAYS}) )(?<hm2>(?:0\\d|1\\d|2[0-3])[0-5]\\d)(?! ?(?:\\p{L}|/|-|\\d))`,
    ),
    read: ({ hm, hm2 }) => {
      const digits = hm ?? hm2 ?? "";
      const value = Number(digits);
      const half = digits.length === 3 ? "open" : "24h";
      return clockPiece(Math.floor(value / 100), value % 100, half);
    },
  },
  {
    pattern: pattern("(?:12 )?noon(?:ish)?|(?:the )?mid-? ?day|high noon"),
    read: () => clockPiece(12, undefined, "24h"),
  },
  { pattern: pattern("(?:12 )?midnight"), read: () => clockPiece(24, undefined, "24h") },
  {
    pattern: pattern(
      `(?<=\\b(?:at|around|about|approximately|make it) |@ ?)(?<n>\\d{1,2}|${HOUR_EN})(?:ish)?(?! ?(?:[.,:/-]?\\d|%|people|of|pm|am|dollars|months?|weeks?|days?|hours?|minutes?|years?|times?|couple|few))`,
      `(?<n2>1[0-2]|[1-9])ish`,
    ),
    read: ({ n, n2 }) => {
      const value = readNumber(n ?? n2);
      return value === undefined ? null : { type: "number", value, atHour: true };
    },
  },
  {
    pattern: pattern(`(?<n>${HOUR_EN})`),
    read: ({ n }) => ({ type: "number", value: readNumber(n) ?? 99, atHour: false }),
  },
  {
    pattern: pattern(
      "in (?:about |around |like )?(?:(?<more>an hour and a half|(?:one|1) and a half hours|1\\.5 hours)|(?<n>\\d{1,3}|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|half an|a quarter of an|a couple of|a couple|a few) ?(?<unit>minutes?|mins?|hours?|hrs?))(?! ago| and a half)",
      "(?<n2>\\d{1,3}|an?|one|two|three|half an) (?<unit2>minutes?|mins?|hours?|hrs?) from now",
    ),
    read: ({ more, n, n2, unit, unit2 }, { now }) => {
      if (more) return { type: "moment", at: now.plus({ minutes: 90 }), kind: "instant" };
      const words = n ?? n2 ?? "";
      const amount = words.startsWith("half")
        ? 0.5
        : words.includes("quarter")
          ? 0.25
          : (readNumber(words) ?? 0);
      const minutes = (unit ?? unit2)?.startsWith("h") ? amount * 60 : amount;
      return { type: "moment", at: now.plus({ minutes }), kind: "instant" };
    },
  },
  {
    pattern: pattern(
      "(?<!not |if |but )right now|(?<=(?:come|in|over|free|available|appointment|today) )now(?= *(?:$|[.,!?]))|^now[.!? ]*$|asap|as soon as possible|(?:the )?soonest(?: (?:possible|available))?|(?:the )?earliest (?:possible|available)|right away|immediately",
    ),
    read: (_groups, { now }) => ({ type: "moment", at: now, kind: "after" }),
  },
  {
    pattern: pattern("for (?<n>\\d{1,3}|an?|one|two|half an) ?(?<unit>minutes?|mins?|hours?|hrs?)"),
    read: ({ n, unit }) => {
      const amount = n === "half an" ? 0.5 : (readNumber(n) ?? 0);
      return { type: "length", minutes: unit?.startsWith("h") ? amount * 60 : amount };
    },
  },
];
