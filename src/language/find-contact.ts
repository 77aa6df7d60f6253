import { type CountryCode, findPhoneNumbersInText } from "libphonenumber-js";
import { BLANK } from "./blank-times.ts";
import { findName, readBareName } from "./find-name.ts";
import { MAX_MESSAGE_CHARS } from "./normalise-text.ts";
import { loosen, toMatchable } from "./pattern.ts";

interface Contact {
  /** E.164. */
  phone?: string;
  email?: string;
  name?: string;
}

const EMAIL = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/u;
const WITHOUT_PLUS = /(?<![+\d])84(?=[35789]\d{8}(?!\d))/gu;

/** Long enough to be a number of a telephone, however it is grouped. */
const DIGITS = /[+(]?\d[\d\s().-]{6,}\d/gu;

const findPhone = (text: string, country: CountryCode): string | undefined =>
  findPhoneNumbersInText(text.replace(WITHOUT_PLUS, "+84"), country).find(({ number }) =>
    number.isValid(),
  )?.number.number;

/**
 * Phone, e-mail and name a lead gives about themselves. Numbers without a country code belong to
 * `country`. `expectName`: the lead was asked for a name, so a message that is nothing but a name counts.
 */
export const findContact = (
  message: string,
  { country = "VN", expectName = false }: { country?: CountryCode; expectName?: boolean } = {},
): Contact => {
  const text = message.slice(0, MAX_MESSAGE_CHARS);
  const email = EMAIL.exec(text)?.[0].toLowerCase();
  const phone = findPhone(email ? text.replace(new RegExp(EMAIL, "u"), " ") : text, country);
  const rest = text.replace(EMAIL, " ").replace(DIGITS, " ").trim();
  const name = findName(rest) ?? (expectName ? readBareName(rest) : undefined);
  return { ...(phone && { phone }), ...(email && { email }), ...(name && { name }) };
};

/** Words that only say that a number, an address or a name follows. */
const ANNOUNCES = new RegExp(
  `(?:(?<!\\p{L})(?:${loosen(
    "số|sđt|đt|điện thoại|di động|liên hệ|liên lạc|zalo|gọi|của|em|mình|tôi|anh|chị|cháu|con|tên|họ|và|là|qua|theo|vào",
  )}|my|phone|mobile|cell|tel|telephone|number|no|contact|name|e-?mail|mail|address|is|it's|at|on|me|call|text|reach|i'm|i am|this is)[ :.,-]{0,3}){1,8}$`,
  "iu",
);

/** Blanks one place, and the words right before it that announce it. */
const blankAt = (text: string, index: number, length: number): string => {
  const announced = ANNOUNCES.exec(toMatchable(text.slice(0, index)))?.[0].length ?? 0;
  return (
    text.slice(0, index - announced) + BLANK.repeat(announced + length) + text.slice(index + length)
  );
};

/**
 * The text with what a lead says of themselves blanked out, at the same length: "số 0912 345 678" is no
 * hour and no wisdom tooth (răng số 8), and somebody called Mai does not wish for tomorrow.
 */
export const blankContact = (message: string, country: CountryCode): string => {
  const text = message.normalize("NFC");
  const { phone, email, name } = findContact(text, { country });
  const ending = phone?.slice(-8) ?? "none";
  const places = [
    ...text.matchAll(new RegExp(EMAIL, "gu")).filter(() => email !== undefined),
    ...text.matchAll(DIGITS).filter(([said]) => said.replace(/\D/gu, "").endsWith(ending)),
  ].map((match) => ({ index: match.index, length: match[0].length }));
  const named = name === undefined ? -1 : text.indexOf(name);
  if (named >= 0) places.push({ index: named, length: name?.length ?? 0 });
  return places.reduce((left, { index, length }) => blankAt(left, index, length), text);
};

/**
 * The text with somebody else's e-mail address, number and name in the place of those a lead gives: it
 * reads as before and tells of nobody. A number counts as one of any of the countries.
 */
export const replaceContact = (
  message: string,
  countries: readonly CountryCode[],
  instead: Readonly<Required<Contact>>,
): string => {
  const text = message.normalize("NFC");
  const { name } = findContact(text);
  const isPhone = (said: string): boolean =>
    countries.some((country) => findPhone(said, country) !== undefined);
  const without = text
    .replaceAll(new RegExp(EMAIL, "gu"), instead.email)
    .replaceAll(DIGITS, (said) => (isPhone(said) ? instead.phone : said));
  return name === undefined ? without : without.replaceAll(name, instead.name);
};
