import { foldVietnamese } from "./normalise-text.ts";

interface DateContext {
  readonly now: Date;
  /** Whose order of day and month is meant where both could be: the US writes the month first. */
  readonly monthFirst: boolean;
}

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const order = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const iso = /(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])/u;
const numbers = /(?<![\d/.-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?![\d/-])/u;
const vietnamese = /(?<!\d)(\d{1,2})\s*(?:thang|th)\s*(\d{1,2})[\s,]*(?:nam)?\s*(\d{4})(?!\d)/u;
const dayFirst = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${months})\\.?,? (\\d{4})(?!\\d)`,
  "u",
);
const monthNamed = new RegExp(
  `(?<!\\p{L})(${months})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`,
  "u",
);

/**
 * A whole date of the calendar as YYYY-MM-DD: a birthday, a test. Null where a day, a month or a year
 * is missing, where there are none such, or where two are named.
 */
export const readDate = (text: string, { now, monthFirst }: DateContext): string | null => {
  const plain = foldVietnamese(text);
  const found = [
    named(plain, iso, ([year, month, day]) => [year, month, day]),
    named(plain, vietnamese, ([day, month, year]) => [year, month, day]),
    named(plain, dayFirst, ([day, month, year]) => [year, monthOf(month), day]),
    named(plain, monthNamed, ([month, day, year]) => [year, monthOf(month), day]),
    named(plain, numbers, ([one, other, year]) =>
      inOrder(one, other, wholeYear(year, now), monthFirst),
    ),
  ].flatMap((date) => date ?? []);
  const [first, ...others] = new Set(found);
  return first !== undefined && others.length === 0 ? first : null;
};

type Parts = readonly [string, string, string];

const named = (
  text: string,
  pattern: RegExp,
  parts: (groups: Parts) => readonly [string, string, string],
): string | null => {
  const [, one, two, three] = pattern.exec(text) ?? [];
  if (one === undefined || two === undefined || three === undefined) return null;
  return written(...parts([one, two, three]));
};

const written = (year: string, month: string, day: string): string | null => {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? date : null;
};

const monthOf = (name: string): string => String(order.indexOf(name.slice(0, 3)) + 1);

/** "90" is 1990 and "31", in 2026, 1931: who writes two digits writes of what has been. */
const wholeYear = (year: string, now: Date): string => {
  if (year.length === 4) return year;
  const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100);
  const whole = century + Number(year);
  return String(whole > now.getUTCFullYear() + 1 ? whole - 100 : whole);
};

const inOrder = (
  one: string,
  other: string,
  year: string,
  monthFirst: boolean,
): readonly [string, string, string] => {
  const isMonthFirst = Number(other) > 12 || (monthFirst && Number(one) <= 12);
  return isMonthFirst ? [year, one, other] : [year, other, one];
};
