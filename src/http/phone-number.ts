import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js";

const canonical = (zone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;

/** The country that keeps a zone; the first one by name where several do. */
const countryOf = (zone: string): CountryCode | undefined => {
  const wanted = canonical(zone);
  return getCountries().find((country) =>
    new Intl.Locale("und", { region: country }).getTimeZones()?.map(canonical).includes(wanted),
  );
};

const countries = new Map<string, CountryCode | undefined>();

/** A phone number as E.164; without a country code it is of the zone's country. Null when it is none. */
export const toE164 = (text: string, zone: string): string | null => {
  if (!countries.has(zone)) countries.set(zone, countryOf(zone));
  const country = countries.get(zone);
  const number = parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }) });
  return number?.isValid() ? number.number : null;
};
