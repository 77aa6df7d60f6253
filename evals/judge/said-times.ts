/** Text as it is compared: no marks, no markup, no politeness. */
export const bare = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad*_`~]/gu, "")
    .replace(/(?<!\p{L})dạ(?!\p{L})/giu, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .toLowerCase();

const numbers = "mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai".split("|");
const words = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve".split("|");

/** Clock times of a text in any of the ways they are written, as minutes of the half day. */
export const clocksIn = (
  text: string,
): readonly { hour: number; minute: number; exact: boolean }[] => {
  const plain = bare(text);
  const digits = [
    ...plain.matchAll(
      /(?<![\d:/.,])(\d{1,2})(?::(?=[0-5]\d)| ?h ?| gio ?)([0-5]\d)?(?!\d|:)( ?[ap]\.?m)?/gu,
    ),
    ...plain.matchAll(/(?<![\d:/.,])(\d{1,2})()( ?[ap]\.?m)\b/gu),
  ].map(([, hour, minute = "", half = ""]) => ({
    hour: (Number(hour) % 12) + (half.includes("p") || (!half && Number(hour) >= 12) ? 12 : 0),
    minute: Number(minute || 0),
    exact: half !== "" || Number(hour) > 12,
  }));
  const spelled = [
    ...[
      ...plain.matchAll(new RegExp(`\\b(${numbers.toReversed().join("|")}) gio( ruoi)?`, "gu")),
    ].map(([, word = "", half]) => ({ hour: numbers.indexOf(word) + 1, minute: half ? 30 : 0 })),
    ...[
      ...plain.matchAll(
        new RegExp(`\\b(${words.join("|")}) o'clock|half past (${words.join("|")})`, "gu"),
      ),
    ].map(([, full, half]) => ({
      hour: words.indexOf(full ?? half ?? "") + 1,
      minute: half ? 30 : 0,
    })),
  ].map((clock) => ({ ...clock, exact: false }));
  return [...digits, ...spelled].filter(({ hour }) => hour < 24);
};

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Dates of a text with the weekday written before them, if any (1 = Monday). */
export const datesIn = (
  text: string,
): readonly { day: number; month: number; weekday: number | null }[] => {
  const plain = bare(text);
  const vi = [
    ...plain.matchAll(
      /(?:(thu [2-7]|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat),? (?:ngay )?)?(?<!\d|\d[.,])(\d{1,2})\/(\d{1,2})(?!\d)/gu,
    ),
  ].map(([, name, day, month]) => ({
    day: Number(day),
    month: Number(month),
    weekday: name ? viWeekday(name) : null,
  }));
  const en = [
    ...plain.matchAll(
      /(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gu,
    ),
  ].map(([, name, day, month = ""]) => ({
    day: Number(day),
    month: months.indexOf(month) + 1,
    weekday: name ? ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(name) + 1 : null,
  }));
  return [...vi, ...en];
};

const viWeekday = (name: string): number => {
  if (name === "chu nhat") return 7;
  const word = name.slice(4);
  const digit = Number(word);
  return Number.isNaN(digit)
    ? ["hai", "ba", "tu", "nam", "sau", "bay"].indexOf(word) + 1
    : digit - 1;
};
