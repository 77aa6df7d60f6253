import { type CountryCode, findPhoneNumbersInText } from "libphonenumber-js";
import { findName, readBareName } from "./find-name.ts";
import { MAX_MESSAGE_CHARS } from "./normalise-text.ts";

interface Contact {
  /** E.164. */
  phone?: string;
  email?: string;
  name?: string;
}

const EMAIL = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/u;
const WITHOUT_PLUS = /(?<![+\d])84(?=[35789]\d{8}(?!\d))/gu;

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
  const rest = text
    .replace(EMAIL, " ")
    .replace(/[+(]?\d[\d\s().-]{6,}\d/gu, " ")
    .trim();
  const name = findName(rest) ?? (expectName ? readBareName(rest) : undefined);
  return { ...(phone && { phone }), ...(email && { email }), ...(name && { name }) };
};
