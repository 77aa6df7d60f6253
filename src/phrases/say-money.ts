import type { Language } from "#src/domain/facts.ts";
import type { Money } from "#src/domain/money.ts";

const locales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-US" };

/** An amount as people read it: `1.500.000 ₫`, `$20.50`. */
export const sayMoney = ({ minor, currency }: Money, language: Language): string => {
  const format = new Intl.NumberFormat(locales[language], { style: "currency", currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(minor / 10 ** maximumFractionDigits).replace(/\u00a0/g, " ");
};
