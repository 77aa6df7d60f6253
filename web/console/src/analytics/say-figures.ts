import { type Language, languageNow } from "../texts/language.ts";

const locales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-GB" };
const hour = 3_600;
const day = 24 * hour;

export const sayCount = (count: number, digits = 0): string =>
  new Intl.NumberFormat(locales[languageNow()], { maximumFractionDigits: digits }).format(count);

/** "—" where nothing could have been counted. */
export const sayShare = (share: number | null): string =>
  share === null
    ? "—"
    : new Intl.NumberFormat(locales[languageNow()], {
        style: "percent",
        maximumFractionDigits: 1,
      }).format(share);

export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole;

const units = { vi: ["phút", "giờ", "ngày"], en: ["min", "h", "days"] } as const;

/** In the unit a person would use. */
export const sayDuration = (seconds: number | null): string => {
  if (seconds === null) return "—";
  const [minutes, hours, days] = units[languageNow()];
  if (seconds < hour) return `${sayCount(seconds / 60)} ${minutes}`;
  return seconds < 2 * day
    ? `${sayCount(seconds / hour, 1)} ${hours}`
    : `${sayCount(seconds / day, 1)} ${days}`;
};

/** A calendar date as people write it; with its year where a period spans several. */
export const sayDate = (date: string, grain: "day" | "week" | "month" | "full"): string => {
  const options: Readonly<Record<typeof grain, Intl.DateTimeFormatOptions>> = {
    day: { day: "2-digit", month: "2-digit" },
    week: { day: "2-digit", month: "2-digit" },
    month: { month: "short", year: "numeric" },
    full: { day: "2-digit", month: "2-digit", year: "numeric" },
  };
  return new Intl.DateTimeFormat(locales[languageNow()], {
    ...options[grain],
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));
};
