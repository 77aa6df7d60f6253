/** So many of so many. */
export interface Rate {
  readonly count: number;
  readonly of: number;
}

/** Two ends of a 95 % interval, as shares from 0 to 1. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** Of the standard normal distribution, for 95 % on both sides. */
const z = 1.959964;

/**
 * Wilson's interval of a share: honest for small numbers and for shares near 0 and 1 (E. B. Wilson,
 * 1927). Null where nothing was counted.
 */
export const wilsonInterval = ({ count, of }: Rate): Bounds | null => {
  if (of === 0) return null;
  const share = count / of;
  const scale = 1 + z ** 2 / of;
  const middle = (share + z ** 2 / (2 * of)) / scale;
  const reach = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / scale;
  return { from: Math.max(0, middle - reach), to: Math.min(1, middle + reach) };
};

/** By how much a share differs from another, and whether chance alone might explain it. */
export interface Difference extends Bounds {
  readonly difference: number;
  /** The interval does not hold 0. */
  readonly significant: boolean;
}

/** Newcombe's interval of a difference, from those of both shares (R. G. Newcombe, 1998, method 10). */
export const compareRates = (rate: Rate, other: Rate): Difference | null => {
  const [own, its] = [wilsonInterval(rate), wilsonInterval(other)];
  if (!own || !its) return null;
  const [a, b] = [rate.count / rate.of, other.count / other.of];
  const from = a - b - Math.hypot(a - own.from, its.to - b);
  const to = a - b + Math.hypot(own.to - a, b - its.from);
  return { difference: a - b, from, to, significant: from > 0 || to < 0 };
};
