import type { Language } from "./language.ts";

const locales = { vi: "vi-VN", en: "en-GB" } as const;
const minuteMs = 60_000;

const format = (language: Language, options: Intl.DateTimeFormatOptions, instant: string): string =>
  new Intl.DateTimeFormat(locales[language], options).format(new Date(instant));

/** The hour for today, else the day: what a list has room for. */
export const sayBriefly = (language: Language, instant: string, now: number): string => {
  const isToday = new Date(instant).toDateString() === new Date(now).toDateString();
  return format(
    language,
    isToday ? { hour: "2-digit", minute: "2-digit" } : { day: "2-digit", month: "2-digit" },
    instant,
  );
};

export const sayMoment = (language: Language, instant: string, timeZone?: string): string =>
  format(
    language,
    {
      ...{ weekday: "short", day: "2-digit", month: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", ...(timeZone && { timeZone }) },
    },
    instant,
  );

export const sayHour = (language: Language, instant: string): string =>
  format(language, { hour: "2-digit", minute: "2-digit" }, instant);

export const sayDay = (language: Language, instant: string): string =>
  format(language, { weekday: "long", day: "numeric", month: "long" }, instant);

/** "4m", "2h 10m", "3d": short enough for a badge. */
export const sayLength = (ms: number): string => {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours}h` : `${hours}h ${minutes % 60}m`;
  return `${Math.floor(hours / 24)}d`;
};

export const sayMoney = (
  language: Language,
  { minor, currency }: { readonly minor: number; readonly currency: string },
): string => {
  const money = new Intl.NumberFormat(locales[language], { style: "currency", currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  return money.format(minor / 10 ** digits);
};
