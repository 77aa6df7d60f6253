import { rawPattern } from "../pattern.ts";
import { dayOfMonth, monthDay } from "./calendar.ts";
import { clockPiece } from "./clock-piece.ts";
import type { DayPiece, PieceReader, ReadingContext } from "./piece.ts";

const FREE = "(?<![\\p{L}\\d]|\\d[.,:/-])";
const END = "(?![\\p{L}\\d]|[.,:/-]\\d)";
const DAY_LEAD = "(?:(?:ngày|mùng|hôm|on|the) ?)";

const asNumber = (digits: string | undefined): number => Number(digits ?? Number.NaN);

/** Two numbers as day and month in the order of the place; swapped when only that reading exists. */
const pairDate = (
  context: ReadingContext,
  first: number,
  second: number,
  year?: number,
): DayPiece | null => {
  const [day, month] = context.monthFirst ? [second, first] : [first, second];
  if (month <= 12) return day > 39 ? null : monthDay(context, day, month, year);
  if (context.monthFirst && day <= 12) return monthDay(context, month, day, year);
  return null;
};

const optionalYear = (year: string | undefined): number | undefined =>
  year === undefined ? undefined : Number(year);

export const numericDates: readonly PieceReader[] = [
  {
    pattern: rawPattern(
      `${FREE}(?<year>(?:19|20)\\d{2})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?=t\\d|(?![\\p{L}\\d]))`,
    ),
    read: ({ year, month, day }, context) =>
      monthDay(context, asNumber(day), asNumber(month), asNumber(year)),
  },
  {
    pattern: rawPattern(`(?<=-\\d{2})t(?<h>\\d{2}):(?<m>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?!\\d)`),
    read: ({ h, m }) => clockPiece(asNumber(h), asNumber(m), "24h"),
  },
  {
    pattern: rawPattern(
      `${FREE}${DAY_LEAD}?(?<a>\\d{1,2}) ?[-/.] ?(?<b>\\d{1,2}) ?[-/.] ?(?<year>(?:19|20)\\d{2}|\\d{2})${END}`,
    ),
    read: ({ a, b, year }, context) =>
      pairDate(context, asNumber(a), asNumber(b), optionalYear(year)),
  },
  {
    pattern: rawPattern(
      `(?<![\\p{L}\\d]|\\d[.,:/])${DAY_LEAD}?(?<a>\\d{1,2}) ?/ ?(?<b>\\d{1,2})${END}`,
    ),
    read: ({ a, b }, context) => pairDate(context, asNumber(a), asNumber(b)),
  },
  {
    pattern: rawPattern(
      `${FREE}(?:(?:ngày|mùng) ?(?<a>\\d{1,2})[-.](?<b>\\d{1,2})|on (?<c>\\d{1,2})[.](?<d>1[0-2]|0?[1-9])\\.?)${END}`,
    ),
    read: ({ a, b, c, d }, context) =>
      c ? pairDate(context, asNumber(c), asNumber(d)) : monthDay(context, asNumber(a), asNumber(b)),
  },
  {
    // No hour is above twelve before a month: "20-2 9h" and "20.2 lúc 9h" are dates.
    pattern: rawPattern(
      `${FREE}(?<a>1[3-9]|2\\d|3[01])[-.](?<b>0?[1-9]|1[0-2])${END}(?=,? (?:lúc|vào|tầm|khoảng|at|\\d{1,2} ?(?:h|g|giờ|:|am|pm)|sáng|trưa|chiều|tối)|,? *(?:nha|nhé|được|đc|dc|please|ok)?[ ?.!]*$)`,
    ),
    read: ({ a, b }, context) => monthDay(context, asNumber(a), asNumber(b)),
  },
  {
    // "20t2" is a date; "20 t2" may be eight in the evening on Monday.
    pattern: rawPattern(`${FREE}(?<day>1[3-9]|2\\d|3[01])(?<gap> ?)t(?<month>1[0-2]|[1-9])${END}`),
    read: ({ day, gap, month }, context) => {
      const date = monthDay(context, asNumber(day), asNumber(month));
      return { ...date, certain: date.certain && (!gap || !/[2-7]/u.test(month ?? "")) };
    },
  },
  {
    // "10-12/2": the first day of a range whose month stands at the end.
    pattern: rawPattern(
      `${FREE}(?:ngày )?(?<a>\\d{1,2})(?= ?(?:-|–|đến|tới) ?(?:ngày )?\\d{1,2}/(?<month>\\d{1,2})${END})`,
    ),
    read: ({ a, month }, context) =>
      context.monthFirst ? null : monthDay(context, asNumber(a), asNumber(month)),
  },
];

export const numericClocks: readonly PieceReader[] = [
  {
    pattern: rawPattern(`(?<![\\p{L}\\p{N}])(?<h>1?\\d|2[0-3])h(?<m>[0-5]\\d)?(?![\\p{L}\\p{N}])`),
    read: ({ h, m }) => clockPiece(asNumber(h), m === undefined ? undefined : asNumber(m)),
  },
  {
    pattern: rawPattern(
      `${FREE}(?<h>\\d{1,2})\\.(?<m>[0-5]\\d)(?= ?(?:sáng|trưa|chiều|tối|giờ|h|am|pm)(?!\\p{L}))`,
    ),
    read: ({ h, m }) => clockPiece(asNumber(h), asNumber(m)),
  },
  {
    pattern: rawPattern("(?<=[\\p{L}\\d.] ?)(?:->|[-–—~→])(?= ?[\\p{L}\\d])"),
    read: () => ({ type: "link", link: "dash" }),
  },
  {
    pattern: rawPattern(
      `${FREE}(?<h>\\d{1,2})(?::| : )(?<m>\\d{2})(?::\\d{2})?(?![:\\d]|[.,]\\d)(?: ?(?:h|giờ)(?!\\p{L}))?`,
    ),
    read: ({ h, m }) => clockPiece(asNumber(h), asNumber(m), h?.startsWith("0") ? "24h" : "open"),
  },
  {
    pattern: rawPattern(
      `${FREE}(?<=(?:at|lúc|around|tầm|vào|khoảng|20\\d{2},?) )(?<h>\\d{1,2})\\.(?<m>[0-5]\\d)${END}`,
    ),
    read: ({ h, m }) => clockPiece(asNumber(h), asNumber(m)),
  },
  {
    pattern: rawPattern(
      "(?<![\\p{L}\\d]|\\d[.,:/])(?<n>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d]|[.,:/]\\d)",
    ),
    read: ({ n }) => ({ type: "number", value: asNumber(n), atHour: false }),
  },
];

/** The day a bare number means beside a day that has its month: the "13" of "13 to 15 July". */
export const sameMonthDay = (context: ReadingContext, value: number, near: DayPiece): DayPiece =>
  near.dayOfMonth === undefined
    ? monthDay(context, value, near.day.month, near.day.year)
    : dayOfMonth(context, value);
