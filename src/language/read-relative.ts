import { pattern } from "./pattern.ts";
import type { Mark } from "./reply-lexicon.ts";
import { readNumber } from "./times/number-words.ts";

/** A wish measured from what was offered. */
export interface Relative {
  /** `same`: the hour of the offer, on the day the message names. */
  direction: "earlier" | "later" | "same" | "other";
  /** By how much, when it is said; whole days keep the hour of the offer. */
  minutes?: number;
}

const MINUTES_A_DAY = 1440;
const AMOUNT = pattern(
  "(?<n>\\d{1,3}|nửa|một|hai|ba|bốn|vài|mười lăm|hai mươi|ba mươi|an?|one|two|three|half an|ten|fifteen|twenty|thirty|couple of|a couple of) ?(?<unit>tiếng|giờ|h|phút|p|ngày|hôm|bữa|tuần|hours?|hrs?|minutes?|mins?|days?|weeks?)(?<half> rưỡi| and a half)?",
  "(?<n2>one|two|1|2) and a half hours",
);
const ONE_DAY = pattern(
  "(?:hôm|bữa) sau|(?:ngày|hôm) trước đó|the (?:next|following) day|(?:the )?day (?:before|after)",
);

const minutesIn = (unit: string): number => {
  if (/^(?:p|m)/u.test(unit)) return 1;
  if (/^(?:ngày|ngay|hôm|hom|bữa|bua|day)/u.test(unit)) return MINUTES_A_DAY;
  return /^(?:tu|we)/u.test(unit) ? 7 * MINUTES_A_DAY : 60;
};

const readAmount = (text: string): number | undefined => {
  const [match] = text.matchAll(AMOUNT);
  const { n, n2, unit = "hours", half } = match?.groups ?? {};
  const said = n ?? n2;
  if (!said) return text.search(ONE_DAY) < 0 ? undefined : MINUTES_A_DAY;
  const amount = said === "half an" ? 0.5 : readNumber(said);
  if (amount === undefined) return undefined;
  return (amount + (half || n2 ? 0.5 : 0)) * minutesIn(unit);
};

/** "Sớm hơn được không", "muộn hơn một tiếng", "cùng giờ thứ 5", "ngày khác", "another day". */
export const readRelative = (text: string, marks: ReadonlySet<Mark>): Relative | undefined => {
  const direction = (["earlier", "later", "same", "other"] as const).find((mark) =>
    marks.has(mark),
  );
  if (!direction) return undefined;
  const measured = direction === "earlier" || direction === "later";
  const minutes = measured ? readAmount(text) : undefined;
  return { direction, ...(minutes !== undefined && { minutes }) };
};
