import { byStart, type Interval } from "./interval.ts";

const firstOnGrid = (block: Interval, step: number, from: number): number =>
  block.start + Math.max(0, Math.ceil((from - block.start) / step)) * step;

const inOrder = (starts: number[]): number[] => {
  let previous = Number.NEGATIVE_INFINITY;
  for (const start of starts) {
    if (start <= previous) return [...new Set(starts)].sort((a, b) => a - b);
    previous = start;
  }
  return starts;
};

/**
 * Every start of every block's grid inside `allowed` (ascending, disjoint), ascending, equal ones
 * once. A grid begins at its block's start and steps in elapsed time: only the block can move it.
 */
export const gridStarts = (
  blocks: readonly Interval[],
  step: number,
  allowed: readonly Interval[],
): number[] => {
  const starts: number[] = [];
  let first = 0;
  for (const block of byStart(blocks)) {
    while ((allowed[first]?.end ?? Number.POSITIVE_INFINITY) <= block.start) first += 1;
    for (let k = first, part = allowed[k]; part && part.start < block.end; part = allowed[++k]) {
      const end = Math.min(block.end, part.end);
      for (let at = firstOnGrid(block, step, part.start); at < end; at += step) starts.push(at);
    }
  }
  return inOrder(starts);
};
