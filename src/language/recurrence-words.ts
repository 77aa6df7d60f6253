import { foldVietnamese } from "./normalise-text.ts";
import { pattern } from "./pattern.ts";
import { HOUR_EN, HOUR_VI, readNumber } from "./times/number-words.ts";

type Groups = Readonly<Record<string, string | undefined>>;

/** How often, in every so many days, weeks or months; 1 = Monday … 7 = Sunday. */
export interface Rhythm {
  freq: "daily" | "weekly" | "monthly";
  interval: number;
  weekdays?: number[];
}

/** How long it goes on: visits in all, or weeks or months. */
export interface SeriesLength {
  count?: number;
  weeks?: number;
  months?: number;
}

/** One way to say something of a series. The longest reading of a place wins, then the first in the list. */
export interface SeriesReader<Value> {
  pattern: RegExp;
  read: (groups: Groups) => Value | null;
}

const MOST_VISITS = 100;
const NUMBER = `\\d{1,2}|${HOUR_EN}|fifteen|twenty|mười lăm|hai mươi|ba mươi|${HOUR_VI}`;
const N = `(?<n>${NUMBER})`;
const DAY_EN =
  "(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?|(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)(?!\\p{L}))";
const DAYS_EN = "(?:mon|tues|wednes|thurs|fri|satur|sun)days";
const DAY_VI =
  "(?:(?:thứ|thú|t) ?[2-7](?! ?(?:h|g|giờ)(?!\\p{L})|\\d)|(?:thứ|thú) (?:hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|chúa nhật|cn)";
const EVERY = "(?:every|evry|evey|ev|each)";
const UNIT_EN = "days?|weeks?|months?";
const UNIT_VI = "ngày|tuần|tháng";
// "Any Tuesday is fine" is a choice, not a series.
const ANY_WILL_DO = "(?! (?:được|đc|dc|ok|oke|rảnh|tiện|ổn|thế))";

const unitOf = (word: string): Rhythm["freq"] => {
  const folded = foldVietnamese(word);
  if (/^(?:day|daily|morning|evening|night|ngay|sang|chieu|toi|dem|trua)/u.test(folded))
    return "daily";
  return /^(?:month|thang)/u.test(folded) ? "monthly" : "weekly";
};

const every = (unit: string | undefined, n = "1"): Rhythm | null => {
  const interval = readNumber(n);
  return interval && unit ? { freq: unitOf(unit), interval } : null;
};

export const rhythms: readonly SeriesReader<Rhythm>[] = [
  {
    pattern: pattern(
      `${EVERY}(?: single)? (?<a>day|week|month|morning|evening|night)|everyday`,
      "(?<b>(?:once )?(?:daily|weekly|monthly))",
      `(?:once|one time|twice|thrice|(?:${NUMBER}) ?(?:times|x|sessions?|visits?|days|classes|lessons)) ?(?:an?|per|each|every|/) ?(?<c>day|week|month)`,
    ),
    read: ({ a, b, c }) => every(a ?? b?.replace("once ", "") ?? c ?? "day"),
  },
  {
    pattern: pattern(
      `${EVERY} (?:(?<other>other|second|2nd|alternate)|(?<n>third|fourth|\\d(?:nd|rd|th)|${NUMBER})) (?<a>${UNIT_EN}|${DAY_EN})`,
      `(?:once|one time) (?:every|in) (?<n2>${NUMBER}) (?<b>${UNIT_EN})`,
    ),
    read: ({ other, n, a, n2, b }) => every(a ?? b, other ? "2" : (n ?? n2)),
  },
  {
    pattern: pattern(
      "(?:bi-?|fortnight)(?:weekly|ly)|(?:every|once a|each) fortnight|alternate (?:weeks?|\\p{L}+days?)",
    ),
    read: () => ({ freq: "weekly", interval: 2 }),
  },
  { pattern: pattern("bi-?monthly"), read: () => ({ freq: "monthly", interval: 2 }) },
  { pattern: pattern("quarterly"), read: () => ({ freq: "monthly", interval: 3 }) },
  {
    pattern: pattern(`${EVERY} (?:week ?day|working day|business day)s?`),
    read: () => ({ freq: "weekly", interval: 1, weekdays: [1, 2, 3, 4, 5] }),
  },
  {
    pattern: pattern(
      `${EVERY} week-?end|(?:mỗi|hàng|hằng) cuối tuần|cuối tuần nào cũng${ANY_WILL_DO}`,
    ),
    read: () => ({ freq: "weekly", interval: 1, weekdays: [6, 7] }),
  },
  {
    pattern: pattern(
      `${EVERY} ${DAY_EN}`,
      `(?:mỗi|mọi|các|hàng|hằng)(?: tuần)?(?: vào)?(?: (?:sáng|chiều|tối|trưa|buổi|ngày))* ${DAY_VI}`,
      `${DAY_VI} nào cũng${ANY_WILL_DO}`,
      `${DAY_VI} đều đặn`,
    ),
    read: () => ({ freq: "weekly", interval: 1 }),
  },
  {
    pattern: pattern(
      `(?:mỗi|hàng|hằng) (?<a>${UNIT_VI}|sáng|chiều|tối|đêm|trưa)(?! (?:nghỉ|lễ))(?: (?:${NUMBER}) (?:lần|buổi)(?! (?:liên|liền)))?`,
      `(?<b>${UNIT_VI}|@sáng|chiều|@tối) nào cũng${ANY_WILL_DO}`,
      `(?:(?<!\\d )|(?:1|một) )(?<c>tuần|tháng) (?:${NUMBER}) (?:lần|buổi)(?! (?:này|nữa|liên|liền))`,
      `(?:${NUMBER}) ?(?:lần|buổi) ?(?:(?:một|1|mỗi|trên|trong) |/ ?)(?:1 |một )?(?<d>tuần|tháng|ngày)(?! (?:này|tới|sau))`,
    ),
    read: ({ a, b, c, d }) => every(a ?? b ?? c ?? d),
  },
  {
    pattern: pattern(
      `(?:mỗi |cứ )?${N} (?<a>${UNIT_VI}) (?:(?:một|1) )?(?:lần|buổi)`,
      `(?:mỗi|cứ|cách nhau) (?<n2>${NUMBER}) (?<b>${UNIT_VI})`,
    ),
    read: ({ n, a, n2, b }) => every(a ?? b, n ?? n2),
  },
  {
    pattern: pattern(
      `(?:tuần |ngày |tháng )?cách (?:(?:một|1) )?(?<a>${UNIT_VI})(?: (?:một|1) (?:lần|buổi))?(?! (?:đây|nay|trước))`,
    ),
    read: ({ a }) => every(a, "2"),
  },
];

const counted = (n: string | undefined, unit: keyof SeriesLength): SeriesLength | null => {
  const value = readNumber(n);
  return value && value <= MOST_VISITS ? { [unit]: value } : null;
};

const weeksOrMonths = (n: string | undefined, unit: string | undefined): SeriesLength | null =>
  counted(n, unitOf(unit ?? "") === "monthly" ? "months" : "weeks");

const CALENDAR_MONTH = "(?! ?(?:\\d|này|sau|tới|trước))";

/** Lengths that make a series of a weekday alone: "Tuesday at 9 for six weeks". */
export const firmLengths: readonly SeriesReader<SeriesLength>[] = [
  {
    pattern: pattern(
      `(?<!(?:thứ|số|lần|buổi|ca) )${N} ?(?:sessions|times|visits|appointments|lessons|classes|occurrences|bookings|treatments|buổi|lần|suất|tiết)(?! (?:ago|đầu|trước|này|rồi))`,
      `(?<n2>${NUMBER}) (?:${DAYS_EN}|${DAY_VI} (?:liên tiếp|liền|liên tục))`,
      "x ?(?<n3>\\d{1,2})",
    ),
    read: ({ n, n2, n3 }) => {
      const length = counted(n ?? n2 ?? n3, "count");
      return length?.count === 1 ? null : length;
    },
  },
  {
    pattern: pattern(
      `(?:for|over)(?: about)? (?<n>a|${NUMBER})[ -](?<a>weeks?|months?)(?! (?:ago|from|time|before|later|now))`,
      `(?<n2>${NUMBER}) (?<b>weeks|months) (?:in a row|straight|running)`,
      `(?:trong|suốt|kéo dài|vòng|liên tục|liên tiếp|tập|học)(?: khoảng| vòng)? (?<n3>${NUMBER}) (?<c>tuần|tháng${CALENDAR_MONTH})(?! (?:nữa|trước|sau|tới|qua|rồi))`,
      `(?<n4>${NUMBER}) (?<d>tuần|tháng) (?:liên tiếp|liền|liên tục)`,
    ),
    read: ({ n, a, n2, b, n3, c, n4, d }) => weeksOrMonths(n ?? n2 ?? n3 ?? n4, a ?? b ?? c ?? d),
  },
];

/** Lengths that say how long a rhythm lasts, and mean nothing by themselves. */
export const looseLengths: readonly SeriesReader<SeriesLength>[] = [
  {
    pattern: pattern(
      `(?:for|in|over|trong|suốt)(?: the next)? ${N} (?:days|ngày)`,
      `(?<n2>${NUMBER}) ngày (?:liên tiếp|liền|liên tục)`,
    ),
    read: ({ n, n2 }) => counted(n ?? n2, "count"),
  },
  {
    pattern: pattern(
      `(?<n>${NUMBER})[ -](?<a>weeks?|months?)(?! (?:ago|from|time|before|later|now))`,
      `(?<n2>${NUMBER}) (?<b>tuần|tháng${CALENDAR_MONTH})(?! (?:nữa|trước|sau|qua|rồi))`,
      "(?:next|coming) (?<c>month)",
    ),
    read: ({ n, a, n2, b, c }) => weeksOrMonths(n ?? n2 ?? "1", a ?? b ?? c),
  },
];
