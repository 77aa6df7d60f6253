import type { Busy, SlotRules } from "./find-slots-input.ts";
import { type Interval, merge, timesOfLoad } from "./interval.ts";
import { MINUTE } from "./local-date.ts";

const takesAll = ({ kind, takesAll: all }: Busy): boolean => kind === "external" || all === true;

/** The stretches in which no unit of capacity is left, in any order. Zero-length entries take none. */
export const fullTime = (busy: readonly Busy[], capacity = 1): readonly Interval[] => {
  const lasting = busy.filter(({ start, end }) => start < end);
  if (capacity === 1) return lasting;
  if (capacity < 1) return [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }];
  const shared = lasting.filter((entry) => !takesAll(entry));
  return [...lasting.filter(takesAll), ...timesOfLoad(shared, capacity)];
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
  const near = busy.filter(
    ({ start, end }) => end + before > within.start && start - after < within.end,
  );
  return merge(
    fullTime(near, rules.capacity).map(({ start, end }) => ({
      start: Math.floor(start - after) + 1,
      end: Math.ceil(end + before),
    })),
  );
};
