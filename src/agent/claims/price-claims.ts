import { foldVietnamese } from "#src/language/normalise-text.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import type { Briefing, BriefService } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";
import { isNamed } from "./names.ts";
import { amountsFor, type toldPrices } from "./told-prices.ts";

const NUMBER = "\\d[\\d.,]*";
const THOUSANDS = "k|nghin|ngan|thousand|grand";
const MILLIONS = "trieu|tr|cu|million|mil|m";
const CURRENCY = "₫|dong|d|vnd|usd|dollars?|bucks|€|£|\\$|euros?|pounds?|cents?|xu";
const SPELLED =
  "mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc|tram|nua|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half a|a";

const amounts: readonly RegExp[] = [
  new RegExp(`[$€£₫]\\s?(${NUMBER})\\s?(${THOUSANDS}|${MILLIONS})?(?!\\p{L})`, "gu"),
  new RegExp(
    `(?<![\\p{L}\\d.,])(${NUMBER})\\s?(?:(${THOUSANDS}|${MILLIONS})(?:\\s?(?:${CURRENCY}))?|(?:${CURRENCY}))(?!\\p{L})`,
    "gu",
  ),
  new RegExp(
    `\\b(?:gia|phi|chi phi|costs?|prices?(?: is)?|fee(?: is)?|charge|only|chi)(?: (?:la|chi|tu|khoang|only|just|about|from|is|of)){0,2} (${NUMBER})(?!\\s?(?:phut|minutes?|gio|h\\b|:|/|times?|ngay|slots?|options?|lua|\\p{L}))(?![\\d:/])`,
    "gu",
  ),
];
const spelledOut = new RegExp(
  `\\b(?:${SPELLED})[ -](?:(?:${SPELLED}|and|linh|le|ruoi|ngan|nghin|tram|trieu|thousand|million)[ -])*(?:nghin|ngan|trieu|dong|thousand|million|dollars?|bucks|vnd|euros?)\\b`,
  "gu",
);
const forNothing = /\b(?:mien phi|khong mat phi|free of charge|for free|no charge|gratis)\b/gu;
const visitIsFree =
  /\b(?:completely|totally|entirely|absolutely) free\b|\b(?:consultation|service|visit|treatment|check-up|exam|examination|removal|cleaning|whitening|filling|facial|peel|massage|session) (?:is|are) free\b|\bfree (?:consultation|treatment|visit|check-up|cleaning|whitening|session)\b/gu;

/** "200.000", "1,800,000", "145.00" and "1.5" as numbers. */
const amountOf = (written: string, unit = ""): number => {
  const trimmed = written.replace(/[.,]+$/u, "");
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/u.test(trimmed);
  const number = Number(
    grouped
      ? trimmed.replace(/[.,]/gu, "")
      : trimmed.replace(/,(?=\d{1,2}$)/u, ".").replace(/,/gu, ""),
  );
  if (new RegExp(`^(?:${THOUSANDS})$`, "u").test(unit)) return number * 1_000;
  return new RegExp(`^(?:${MILLIONS})$`, "u").test(unit) ? number * 1_000_000 : number;
};

const priceOf = ({ price }: BriefService): number[] => (price ? numberIn(price) : []);

const numberIn = (said: string): number[] => {
  const digits = /\d[\d.,]*/u.exec(said)?.[0];
  return digits === undefined ? [] : [amountOf(digits)];
};

/** What the bookings at hand ask for in advance, which may be a part of a price. */
const dueOf = ({ booking, upcoming, language }: Briefing): number[] =>
  [...upcoming, ...(booking ? [booking] : [])].flatMap(({ payment: { amount } }) =>
    amount ? numberIn(sayMoney(amount, language)) : [],
  );

/**
 * Every amount said must be the price of the service it is said of: one named in the sentence, else
 * one named before, else the one that is being booked; or what a booking of theirs asks in advance.
 * In a sentence that names a time at a price of its own, it must be that price. Amounts in words are
 * never ours.
 */
export const priceClaims = (
  sentences: readonly string[],
  briefing: Briefing,
  told: ReturnType<typeof toldPrices>,
): FalseClaim[] => {
  const { services, booking } = briefing;
  let about = services.filter(({ id }) => id === booking?.serviceId);
  return sentences.flatMap((sentence) => {
    const named = services.filter(({ name }) => isNamed(sentence, [name]));
    if (named.length > 0) about = named;
    const own = amountsFor(sentence, told, briefing)?.flatMap(numberIn);
    const prices = own ?? (about.length > 0 ? about : services).flatMap(priceOf);
    const known = [...prices, ...dueOf(briefing)];
    return amountsIn(foldVietnamese(sentence))
      .filter(({ value }) => value === null || !known.includes(value))
      .map(({ said }) => ({ kind: "price" as const, said }));
  });
};

/** Whether an amount of money, a share of one or "for nothing" is spoken of. */
export const namesAmount = (text: string): boolean => amountsIn(foldVietnamese(text)).length > 0;

interface Amount {
  readonly said: string;
  /** Null: an amount we never say that way. */
  readonly value: number | null;
}

const amountsIn = (plain: string): Amount[] => [
  ...amounts.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(([said, written = "", unit]) => ({
      said,
      value: amountOf(written, unit),
    })),
  ),
  ...[...plain.matchAll(spelledOut)].map(([said]) => ({ said, value: null })),
  ...[forNothing, visitIsFree].flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(([said]) => ({ said, value: 0 })),
  ),
  ...[...plain.matchAll(/\d[\d.,]* ?(?:%|percent|phan tram)/gu)].map(([said]) => ({
    said,
    value: null,
  })),
];
