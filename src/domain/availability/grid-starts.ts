import type { Interval } from "./interval.ts";

/**
 * Every start of every block's grid inside `within`, ascending, equal ones once. A grid begins at
 * its block's start and steps in elapsed time, so nothing but the block can move it.
 */
export const gridStarts = (
  blocks: readonly Interval[],
  step: number,
  within: Interval,
): number[] => {
  const starts: number[] = [];
  let ascending = true;
  let last = Number.NEGATIVE_INFINITY;
  for (const block of blocks) {
    const skipped = Math.max(0, Math.ceil((within.start - block.start) / step));
    const end = Math.min(block.end, within.end);
    for (let start = block.start + skipped * step; start < end; start += step) {
      if (start <= last) ascending = false;
      last = start;
      starts.push(start);
    }
  }
  return ascending ? starts : [...new Set(starts)].sort((a, b) => a - b);
};
