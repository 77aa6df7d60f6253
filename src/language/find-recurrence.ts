import { detectLanguage } from "./detect-language.ts";
import { matchesOf, pattern, rawPattern, toMatchable } from "./pattern.ts";
import { readWeekdays } from "./read-weekdays.ts";
import {
  firmLengths,
  looseLengths,
  type Rhythm,
  rhythms,
  type SeriesLength,
  type SeriesReader,
} from "./recurrence-words.ts";

/** A wish that comes back. Its time of day is read by findTimes. */
export interface Recurrence {
  freq: "daily" | "weekly" | "monthly";
  /** Every so many days, weeks or months. */
  interval: number;
  /** 1 = Monday … 7 = Sunday, in the order of the week. */
  weekdays?: number[];
  /** How many visits in all. */
  count?: number;
  /** For how many weeks or months. */
  weeks?: number;
  months?: number;
  /** The words that say how often, as written, and where they start in the NFC text. */
  text: string;
  index: number;
}

interface Said<Value> {
  value: Value;
  index: number;
  end: number;
}

const SENTENCE = /[^.?!;]+(?:[.?!;](?! |$)[^.?!;]*)*/gu;
// Opening hours, somebody's working days, free days and illness come back too, and are no wish.
const NOT_A_WISH = pattern(
  "open|opens|opening|close|closed|closes|closing|(?:your|business|office|working|weekly|daily) hours|(?:do|does|did|are|is) (?:\\p{L}+ ){1,3}work(?:ing)?|work(?:s|ing)? (?:on |every|each|weekends|daily)",
  "mở cửa|đóng cửa|làm việc|hoạt động|giờ làm|(?:làm|nghỉ) (?:mỗi|hàng|hằng|các|những|thứ|cả)|có làm",
  "(?:i'm|i am|we're|we are)(?: \\p{L}+)? (?:free|available|busy)|(?:em|mình|tôi|anh|chị) (?:\\p{L}+ )?(?:rảnh|bận|kẹt)",
  "(?:monthly|weekly|daily|annual) (?:fee|price|cost|rate|membership|pass|payment|report|newsletter)s?|(?:how much|costs?|pay)(?: \\p{L}+){0,3} (?:monthly|weekly|daily|every|per|a) ?",
  "(?:giá|phí|tiền|lương)(?: \\p{L}+){0,2} (?:mỗi|hàng|hằng|một)|(?:mỗi|hàng|hằng|một) (?:tháng|tuần|ngày|buổi) (?:là |hết |giá )?(?:bao nhiêu|nhiêu|mấy)",
  "pain|headaches?|hurts?|medicine|pills|đau|nhức|uống|bị",
);
const AFTER_WORK = pattern("(?:after|before) (?:work|closing)|(?:sau|trước) giờ làm(?: việc)?");
const BOOK_DAYS = rawPattern(
  "(?<!\\p{L})(?:book|schedule|reserve|sign me up|put me down)(?!\\p{L}).*(?<!\\p{L})(?:mon|tues|wednes|thurs|fri|satur|sun)days(?!\\p{L})",
);
// "A standing Friday", "lịch 357": words that repeat without saying how often.
const REPEATS = pattern(
  "recurring|standing|repeating|cố định|định kỳ|lặp lại",
  "(?:lịch|lớp|ca|sáng|chiều|tối|các ngày) (?:2[ ,-]?4[ ,-]?6|3[ ,-]?5[ ,-]?7)",
  "(?:2-4-6|3-5-7)(?= (?:lúc|sáng|chiều|tối|mỗi|hàng))",
);
const OR = pattern("or|hoặc|hay");
const HAS_BEEN = pattern("(?:i|we)(?:'ve| have| had)|rồi|đã");

const blank = (text: string, { index, end }: { index: number; end: number }): string =>
  text.slice(0, index) + "·".repeat(end - index) + text.slice(end);

/** The text with every sentence that speaks of no wish blanked out; positions stay. */
const wishesOf = (text: string): string =>
  [...text.matchAll(SENTENCE)]
    .filter(([sentence]) => sentence.replace(AFTER_WORK, "·").search(NOT_A_WISH) >= 0)
    .reduce((left, { 0: said, index }) => blank(left, { index, end: index + said.length }), text);

const readAll = <Value>(text: string, readers: readonly SeriesReader<Value>[]): Said<Value>[] =>
  readers
    .flatMap((reader) =>
      matchesOf(text, reader.pattern).flatMap(({ 0: said, index, groups = {} }) => {
        const value = reader.read(groups);
        return value ? [{ value, index, end: index + said.length }] : [];
      }),
    )
    .toSorted((a, b) => a.index - b.index || b.end - a.end)
    .filter((one, place, all) => !all.slice(0, place).some(({ end }) => end > one.index));

/** Without a word for how often, a weekday with a length after it comes back every week. */
const impliedRhythm = (
  text: string,
  weekdays: readonly number[],
  length: Said<SeriesLength> | undefined,
): Said<Rhythm> | undefined => {
  if (weekdays.length === 0) return undefined;
  const value: Rhythm = { freq: "weekly", interval: 1 };
  const before = length && readWeekdays(text.slice(0, length.end), detectLanguage(text));
  const several = weekdays.length > 1 && text.search(OR) < 0;
  if (length && (before?.length || several) && text.search(HAS_BEEN) < 0)
    return { ...length, value };
  const [words] = [...matchesOf(text, BOOK_DAYS), ...matchesOf(text, REPEATS)];
  return words && { value, index: words.index, end: words.index + words[0].length };
};

const mergeLengths = (lengths: readonly Said<SeriesLength>[]): SeriesLength => {
  const merged: SeriesLength = {};
  for (const { value } of lengths.toReversed()) Object.assign(merged, value);
  return merged;
};

/**
 * How often and how long a message wants to come back: "every Tuesday at 9 for six weeks",
 * "thứ 2 thứ 4 hàng tuần", "10 sessions, once a week". A weekday alone, "every time" and sentences
 * about opening hours, working days or free days are none.
 */
export const findRecurrence = (message: string): Recurrence | null => {
  const original = message.normalize("NFC");
  const text = wishesOf(toMatchable(original));
  const said = readAll(text, rhythms);
  const rest = said.reduce(blank, text);
  const firm = readAll(rest, firmLengths);
  const weekdays = readWeekdays(text, detectLanguage(original));
  const often =
    said.find(({ value }) => value.interval > 1) ??
    said[0] ??
    impliedRhythm(text, weekdays, firm[0]);
  if (!often) return null;
  const { value, index, end } = often;
  const loose = readAll(firm.reduce(blank, rest), looseLengths);
  const days = weekdays.length > 0 ? weekdays : value.weekdays;
  const byWeekday = value.freq === "daily" && value.interval === 1 && weekdays.length > 0;
  return {
    freq: byWeekday ? "weekly" : value.freq,
    interval: value.interval,
    ...(days && { weekdays: days }),
    ...mergeLengths([...firm, ...loose]),
    text: original.slice(index, end),
    index,
  };
};
