import { foldVietnamese } from "../normalise-text.ts";

const WORDS: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  nua: 0.5,
  vai: 3,
  gieng: 1,
  chap: 12,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  half: 0.5,
  quarter: 15,
  "a quarter": 15,
  few: 3,
  "a few": 3,
  couple: 2,
  "a couple": 2,
  "a couple of": 2,
  "couple of": 2,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
  dau: 1,
  "dau tien": 1,
  cuoi: -1,
  "cuoi cung": -1,
};

const ENGLISH_TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};

/** "Mười lăm", "hai mươi mốt", and short "hai mốt", "bốn lăm". */
const readVietnameseCompound = (text: string): number | undefined => {
  const [, tens, units] = /^(?:(\p{L}+) )?muoi(?: (\p{L}+))?$/u.exec(text) ?? [];
  const short = /^(hai|ba|bon|nam) (mot|lam|nham)$/u.exec(text);
  const [ten, unit] = short ? [short[1], short[2]] : [tens ?? "mot", units];
  const [high, low] = [WORDS[ten ?? ""], unit === undefined ? 0 : WORDS[unit]];
  return (!short && !text.includes("muoi")) || high === undefined || low === undefined
    ? undefined
    : 10 * high + low;
};

const readEnglishCompound = (text: string): number | undefined => {
  const [tens = "", units = ""] = text.split(" ");
  const ten = ENGLISH_TENS[tens];
  const unit = WORDS[units];
  return ten === undefined || unit === undefined ? undefined : ten + unit;
};

/** Digits or the number words of both languages; undefined when the text is neither. */
export const readNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const digits = /^\d+(?:[.,]\d+)?/u.exec(text);
  if (digits) return Number(digits[0].replace(",", "."));
  const folded = foldVietnamese(text)
    .replace(/[-\s]+/gu, " ")
    .trim();
  return WORDS[folded] ?? readVietnameseCompound(folded) ?? readEnglishCompound(folded);
};

/** Regular-expression sources of the number words, longest first. */
export const HOUR_VI =
  "mười (?:một|hai|ba|bốn|tư|lăm|năm|sáu|bảy|bẩy|tám|chín)|hai mươi(?: (?:mốt|hai|ba|bốn|tư))?|hai mốt|mười|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín";
/** Minutes as they are said, and days of the month. */
export const TENS_VI =
  "(?:hai|ba|bốn|năm) mươi(?: (?:mốt|hai|ba|bốn|tư|lăm|nhăm|năm|sáu|bảy|tám|chín))?|(?:hai|ba|bốn|năm) (?:mốt|lăm|nhăm)|mười(?: (?:một|hai|ba|bốn|lăm|năm|sáu|bảy|tám|chín))?";
export const HOUR_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
export const ORDINAL_EN = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth";
