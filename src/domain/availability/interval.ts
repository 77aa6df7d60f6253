/** A half-open stretch of time `[start, end)` in epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The intervals ordered by start; the very list when it already is. */
export const byStart = (intervals: readonly Interval[]): readonly Interval[] => {
  let previous = Number.NEGATIVE_INFINITY;
  for (const { start } of intervals) {
    if (start < previous) return [...intervals].sort((a, b) => a.start - b.start);
    previous = start;
  }
  return intervals;
};

/** The same instants as few ascending intervals that neither overlap nor touch; empty ones vanish. */
export const merge = (intervals: readonly Interval[]): Interval[] => {
  const merged: Interval[] = [];
  let start = Number.NaN;
  let end = Number.NaN;
  for (const next of byStart(intervals)) {
    if (next.end <= next.start) continue;
    if (next.start <= end) {
      if (next.end > end) end = next.end;
      continue;
    }
    if (end > start) merged.push({ start, end });
    ({ start, end } = next);
  }
  if (end > start) merged.push({ start, end });
  return merged;
};

/** Instants in both. Both lists are ascending and disjoint, and so is the answer. */
export const intersect = (a: readonly Interval[], b: readonly Interval[]): Interval[] => {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[0], y = b[0]; x && y; x = a[i], y = b[j]) {
    const start = Math.max(x.start, y.start);
    const end = Math.min(x.end, y.end);
    if (start < end) common.push({ start, end });
    if (x.end < y.end) i += 1;
    else j += 1;
  }
  return common;
};

/** Adds to `left` what remains of one interval, given the taken ones from the first that matters. */
const pushRest = (
  { start, end }: Interval,
  taken: readonly Interval[],
  first: number,
  left: Interval[],
): void => {
  let at = start;
  for (let k = first, cut = taken[k]; cut && cut.start < end; cut = taken[++k]) {
    if (cut.start > at) left.push({ start: at, end: cut.start });
    at = cut.end;
  }
  if (at < end) left.push({ start: at, end });
};

/** Instants of `from` not in `taken`. Both lists are ascending and disjoint, and so is the answer. */
export const subtract = (from: readonly Interval[], taken: readonly Interval[]): Interval[] => {
  const left: Interval[] = [];
  let first = 0;
  for (const interval of from) {
    while ((taken[first]?.end ?? Number.POSITIVE_INFINITY) <= interval.start) first += 1;
    pushRest(interval, taken, first, left);
  }
  return left;
};

/** Starts and ends apart: typed arrays sort numbers several times faster than a comparison does. */
const sortedEdges = (intervals: readonly Interval[]) => {
  const starts = new Float64Array(intervals.length);
  const ends = new Float64Array(intervals.length);
  let lasting = 0;
  for (const { start, end } of intervals) {
    if (end <= start) continue;
    starts[lasting] = start;
    ends[lasting] = end;
    lasting += 1;
  }
  return { starts: starts.subarray(0, lasting).sort(), ends: ends.subarray(0, lasting).sort() };
};

/**
 * The stretches during which at least `peak` of the intervals run at once, ascending and disjoint.
 * Half-open: one that ends as another starts never counts with it. `peak` is 1 or more.
 */
export const timesOfLoad = (intervals: readonly Interval[], peak: number): Interval[] => {
  const { starts, ends } = sortedEdges(intervals);
  const loaded: Interval[] = [];
  let begun = 0;
  let ended = 0;
  let since = Number.NaN;
  for (const end of ends) {
    while (begun < starts.length && (starts[begun] ?? 0) <= end) {
      begun += 1;
      if (begun - ended === peak) since = starts[begun - 1] ?? 0;
    }
    if (begun - ended === peak && since < end) loaded.push({ start: since, end });
    ended += 1;
  }
  return loaded;
};
