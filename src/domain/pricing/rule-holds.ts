import { isPreferred } from "../availability/rank-slots.ts";
import type { FillRate, PriceRule, Volume } from "./price-rule.ts";

const day = 24 * 60 * 60_000;

/** What is known of a slot and of who would take it. */
export interface PriceFacts {
  readonly now: number;
  /** Epoch milliseconds. */
  readonly start: number;
  /** IANA zone of the location. */
  readonly timezone: string;
  readonly serviceId: string;
  readonly locationId: string;
  /** Percent of the open minutes of its local date that are booked; null when that is not known. */
  readonly filled: (of: FillRate["of"]) => number | null;
  /** Which visit of its series it is, from 1; null where there is no series. */
  readonly visit: number | null;
  /** Starts of the lead's other visits that stand or took place; null where nobody is known. */
  readonly visits: readonly number[] | null;
}

/** Whether a rule holds for a slot. What is not known makes no rule hold. */
export const ruleHolds = (
  { condition, serviceId, locationId }: PriceRule,
  facts: PriceFacts,
): boolean => {
  if (serviceId !== null && serviceId !== facts.serviceId) return false;
  if (locationId !== null && locationId !== facts.locationId) return false;
  switch (condition.kind) {
    case "off_peak":
      return isPreferred(facts.timezone, condition.times, facts);
    case "fill_rate":
      return fillHolds(condition, facts);
    case "volume":
      return volumeHolds(condition, facts);
  }
};

const fillHolds = (
  { of, atLeast = 0, atMost = 100, withinDays }: FillRate,
  { now, start, filled }: PriceFacts,
): boolean => {
  if (withinDays !== undefined && start - now > withinDays * day) return false;
  const percent = filled(of);
  return percent !== null && atLeast <= percent && percent <= atMost;
};

const volumeHolds = (
  { of, from, withinDays = Number.POSITIVE_INFINITY }: Volume,
  { start, visit, visits }: PriceFacts,
): boolean => {
  if (of === "series") return visit !== null && visit >= from;
  if (visits === null) return false;
  const earlier = visits.filter((at) => at < start && start - at <= withinDays * day);
  return earlier.length + 1 >= from;
};
