import type { Busy } from "./find-slots-input.ts";
import { type Interval, merge, timesOfLoad } from "./interval.ts";

const takesAll = ({ kind, takesAll: all }: Busy): boolean => kind === "external" || all === true;

/**
 * The stretches of the window in which no unit of capacity is left, ascending and disjoint.
 * A slot is free of conflicts exactly when its window with buffers touches none of them: its peak
 * load is then below capacity.
 */
export const fullTime = (busy: readonly Busy[], capacity: number, window: Interval): Interval[] => {
  const near = busy.filter(({ start, end }) => start < window.end && end > window.start);
  if (capacity <= 1) return merge(near);
  const whole = near.filter(takesAll);
  const shared = near.filter((entry) => !takesAll(entry));
  return merge([...whole, ...timesOfLoad(shared, capacity)]);
};
