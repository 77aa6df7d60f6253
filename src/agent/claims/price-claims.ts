import type { FalseClaim } from "./check-claims.ts";
import type { KnownFacts } from "./known-facts.ts";

const amount =
  /(?:[$€£₫]\s?\d[\d.,]*|\d[\d.,]*\s?(?:₫|đồng|đ(?![\p{L}])|vnđ|vnd|usd|dollars?|bucks|€|£|k(?![\p{L}])|nghìn|ngàn|triệu|tr(?![\p{L}])|million|percent|%)|(?:miễn phí|free of charge|for free))/giu;

const digits = (text: string): string => text.replace(/\D/gu, "");

/** Every amount said must be one of the organization's prices, written as we write them. */
export const priceClaims = (text: string, { prices }: KnownFacts): FalseClaim[] => {
  const known = new Set(prices.map(digits));
  return [...text.matchAll(amount)]
    .filter(([said]) => !known.has(digits(said)) || digits(said) === "")
    .map(([said]) => ({ kind: "price", said }));
};
