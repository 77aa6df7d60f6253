/** A share with the range it may as well be, at 95 %. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959964;

/** Wilson's interval, which is sound for few trials and for shares near 0 and 1. */
export const wilson = (hits: number, count: number): Share => {
  if (count === 0) return { value: Number.NaN, low: 0, high: 1 };
  const value = hits / count;
  const spread = z * z;
  const middle = (value + spread / (2 * count)) / (1 + spread / count);
  const half =
    (z / (1 + spread / count)) *
    Math.sqrt((value * (1 - value)) / count + spread / (4 * count * count));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};

/** How much larger the second share is than the first: Newcombe's interval from Wilson's two. */
export const differenceOf = (first: Share, second: Share): Share => {
  const value = second.value - first.value;
  return {
    value,
    low: value - Math.hypot(second.value - second.low, first.high - first.value),
    high: value + Math.hypot(second.high - second.value, first.value - first.low),
  };
};
