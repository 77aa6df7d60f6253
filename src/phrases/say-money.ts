import type { Language } from "#src/domain/facts.ts";
import type { Money } from "#src/domain/money.ts";

const locales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-US" };

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string, language: Language): Intl.NumberFormat => {
  const key = `${language} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locales[language], { style: "currency", currency });
  formats.set(key, made);
  return made;
};

/** An amount as people read it: `1.500.000 ₫`, `$20.50`. */
export const sayMoney = ({ minor, currency }: Money, language: Language): string => {
  const format = formatOf(currency, language);
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(minor / 10 ** maximumFractionDigits).replace(/\u00a0/g, " ");
};
