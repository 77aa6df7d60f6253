import { sayCount } from "../analytics/say-figures.ts";
import { type Language, languageNow } from "../texts/language.ts";

const locales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-GB" };

/** In milliseconds while that can be read, then in seconds. */
export const sayMs = (ms: number): string =>
  ms < 1_000 ? `${sayCount(ms, ms < 10 ? 1 : 0)} ms` : `${sayCount(ms / 1_000, 1)} s`;

/** "—" where nobody knows the price: never nothing. */
export const sayCost = (usd: number | null): string =>
  usd === null
    ? "—"
    : new Intl.NumberFormat(locales[languageNow()], {
        ...{ style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" },
        maximumFractionDigits: usd < 1 ? 5 : 2,
      }).format(usd);

export const sayVersion = ({ id, version }: { readonly id: string; readonly version: number }) =>
  `${id} v${version}`;
