import type { Busy, SlotRules } from "./find-slots-input.ts";
import { type Interval, timesOfLoad } from "./interval.ts";
import { MINUTE } from "./local-date.ts";

const takesAll = ({ kind, takesAll: all }: Busy): boolean => kind === "external" || all === true;

/**
 * The stretches in which no unit of capacity is left, in any order. Empty ones, which take nothing,
 * may be among them.
 */
export const fullTime = (busy: readonly Busy[], capacity = 1): readonly Interval[] => {
  if (capacity === 1) return busy;
  if (capacity < 1) return [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }];
  const shared = busy.filter((entry) => !takesAll(entry));
  return [...busy.filter(takesAll), ...timesOfLoad(shared, Math.ceil(capacity))];
};

/**
 * The starts inside `within` whose window with buffers meets full time, as disjoint intervals of
 * starts: in any other window the peak load stays below capacity.
 */
export const conflictingStarts = (
  busy: readonly Busy[],
  rules: SlotRules,
  within: Interval,
): Interval[] => {
  const before = rules.bufferBefore * MINUTE;
  const after = (rules.durationMinutes + rules.bufferAfter) * MINUTE;
  const refused: Interval[] = [];
  for (const full of fullTime(busy, rules.capacity)) {
    const start = Math.floor(full.start - after) + 1;
    const end = Math.ceil(full.end + before);
    if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError("busy time without a time");
    const isNear = start < within.end && end > within.start;
    if (isNear && full.start < full.end) refused.push({ start, end });
  }
  return timesOfLoad(refused, 1);
};
