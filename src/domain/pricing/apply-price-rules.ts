import { compareKeys } from "../availability/rank-slots.ts";
import type { PriceRule } from "./price-rule.ts";

/** What rules make of the list price of one person. */
export interface RuledPrice {
  /** Minor units, whole and never negative. */
  readonly minor: number;
  /** Those that made it, the first one first. */
  readonly rules: readonly PriceRule[];
  readonly bounded: boolean;
}

/**
 * Applies rules that hold to the list price of one person, in minor units.
 *
 * The rule of the highest priority decides (of equals, the one with the lowest id). If it stands
 * alone, it is the only one. If it combines, so do all others that combine, and those that stand alone
 * are passed over. Changes are reckoned on the list price and added, so their order does not matter;
 * the sum is rounded once, halves up. Of several floors the highest holds, of ceilings the lowest; a
 * floor never lifts a price above the list, nor does a ceiling press it below.
 */
export const applyPriceRules = (listMinor: number, holding: readonly PriceRule[]): RuledPrice => {
  const [first, ...others] = holding.toSorted(byPriority);
  if (!first) return { minor: listMinor, rules: [], bounded: false };
  const rules = first.combines ? [first, ...others.filter(({ combines }) => combines)] : [first];
  const change = rules.reduce((sum, rule) => sum + changeOf(listMinor, rule), 0);
  const wanted = Math.round(listMinor + change);
  const minor = withinBounds(listMinor, wanted, rules);
  return { minor, rules, bounded: minor !== wanted };
};

const byPriority = (a: PriceRule, b: PriceRule): number =>
  compareKeys([-a.priority], [-b.priority]) || (a.id < b.id ? -1 : 1);

const changeOf = (listMinor: number, { change }: PriceRule): number =>
  "percent" in change ? (listMinor * change.percent) / 100 : change.minor;

const withinBounds = (list: number, wanted: number, rules: readonly PriceRule[]): number => {
  const floors = rules.flatMap(({ floorMinor }) => floorMinor ?? []);
  const ceilings = rules.flatMap(({ ceilingMinor }) => ceilingMinor ?? []);
  const least = Math.min(list, Math.max(0, ...floors));
  const most = Math.max(list, Math.min(Number.MAX_SAFE_INTEGER, ...ceilings));
  return Math.min(most, Math.max(least, wanted));
};
