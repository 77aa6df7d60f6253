import { matchesOf, pattern, rawPattern } from "./pattern.ts";
import { WEEKDAY_EN, weekdayOf } from "./times/en-days.ts";
import { readNumber } from "./times/number-words.ts";

interface Days {
  days: number[];
  index: number;
  end: number;
}

const NOT_COUNTED =
  "(?![\\d/:]| ?(?:h|g|giờ|k|người|ng|bạn|đứa|khách|tiếng|phút|buổi|lần|tuần|tháng|ngày|am|pm)(?!\\p{L}))";
const BETWEEN = "(?: ?[,/&+-] ?| và | )";
const VIETNAMESE = pattern(
  `(?:thứ|thú|thư|t) ?(?<list>[2-7](?:${BETWEEN}[2-7]${NOT_COUNTED}){0,5})(?! ?(?:h|g|giờ)(?!\\p{L})|[\\d:])`,
  "(?:thứ|thú|thư) (?<word>hai|ba|tư|năm|sáu|bảy|bẩy)",
  "(?<sunday>chủ nhật|chúa nhật|cn)",
  // The even and the odd days of classes everywhere in Vietnam.
  `(?<![/:.,-])(?<bare>2[ ,/-]?4[ ,/-]?6|3[ ,/-]?5[ ,/-]?7)${NOT_COUNTED}(?![.,-]\\d)`,
);
const ENGLISH = pattern(`(?<english>${WEEKDAY_EN})s?`);
const LONG_ENGLISH = /.{4}/u;

const RANGE = rawPattern(
  "^ ?(?:-|–|to|through|thru|till|until|đến|tới)(?: (?:hết|ngày))?(?: |$)|^[-–]$",
);
const LEFT_OUT = rawPattern(
  "(?<!\\p{L})(?:except|but|not|until|till|trừ|ngoại trừ|không|đến|tới|(?<!(?:\\d|một|hai|ba) )(?:lần|người|tập|cái|bé|con))(?: (?:on|for|ngày|hết|phải|vào))* $",
);

const digitsOf = (list: string): number[] => {
  const digits = [...list.matchAll(/[2-7]/gu)].map(([digit]) => Number(digit) - 1);
  const [from = 0, to = 0] = digits;
  return /^\d ?- ?\d$/u.test(list) && from < to ? span(from, to) : digits;
};

const span = (from: number, to: number): number[] =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => ((from + step - 1) % 7) + 1);

const daysOf = (groups: Readonly<Record<string, string | undefined>>): number[] => {
  const { list, bare, word, sunday, english } = groups;
  if (sunday) return [7];
  if (english) return [weekdayOf(english)];
  const digits = list ?? bare;
  return digits ? digitsOf(digits) : [(readNumber(word) ?? 2) - 1];
};

const readOne = (text: string, words: RegExp): Days[] =>
  matchesOf(text, words).map((match) => ({
    days: daysOf(match.groups ?? {}),
    index: match.index,
    end: match.index + match[0].length,
  }));

/**
 * The weekdays a matchable text names (1 = Monday … 7 = Sunday), in the order of the week: singly,
 * as a list ("thứ 2 4 6", "246") or from one to another. Those ruled out ("trừ chủ nhật") are not.
 */
export const readWeekdays = (text: string, language: "vi" | "en" | null): number[] => {
  const english = readOne(text, ENGLISH).filter(
    // "Thu", "sat", "sun" are other words in Vietnamese.
    ({ index, end }) => language !== "vi" || LONG_ENGLISH.test(text.slice(index, end)),
  );
  const found = [...readOne(text, VIETNAMESE), ...english].toSorted((a, b) => a.index - b.index);
  const days = found.flatMap((one, place) => {
    const last = found[place - 1];
    const gap = last ? text.slice(last.end, one.index) : "";
    const [from, to] = [last?.days.at(-1), one.days[0]];
    if (from && to && gap.search(RANGE) === 0) return span(from, to);
    return text.slice(0, one.index).search(LEFT_OUT) >= 0 ? [] : one.days;
  });
  return [...new Set(days)].toSorted((a, b) => a - b);
};
