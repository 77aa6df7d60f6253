import { pattern } from "./pattern.ts";
import type { Mark } from "./reply-lexicon.ts";
import { readNumber } from "./times/number-words.ts";

/** A wish measured from what was offered. */
export interface Relative {
  direction: "earlier" | "later" | "other";
  /** By how much, when it is said. */
  minutes?: number;
}

const AMOUNT = pattern(
  "(?<n>\\d{1,3}|nửa|một|hai|ba|mười lăm|ba mươi|an?|one|two|three|half an|fifteen|thirty|couple of|a couple of) ?(?<unit>tiếng|giờ|h|phút|p|hours?|hrs?|minutes?|mins?)(?<half> rưỡi)?",
);

const readAmount = (text: string): number | undefined => {
  const [match] = text.matchAll(AMOUNT);
  const { n, unit, half } = match?.groups ?? {};
  if (!n || !unit) return undefined;
  const amount = n === "half an" ? 0.5 : readNumber(n);
  if (amount === undefined) return undefined;
  return (amount + (half ? 0.5 : 0)) * (/^(?:p|m)/u.test(unit) ? 1 : 60);
};

/** "Sớm hơn được không", "muộn hơn một tiếng", "ngày khác", "another day". */
export const readRelative = (text: string, marks: ReadonlySet<Mark>): Relative | undefined => {
  const direction = (["earlier", "later", "other"] as const).find((mark) => marks.has(mark));
  if (!direction) return undefined;
  const minutes = direction === "other" ? undefined : readAmount(text);
  return { direction, ...(minutes !== undefined && { minutes }) };
};
