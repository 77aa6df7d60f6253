import type { Busy, ResourceNeed, SlotRules } from "./find-slots-input.ts";
import { type Interval, timesOfLoad } from "./interval.ts";
import { MINUTE } from "./local-date.ts";

const takesAll = ({ kind, takesAll: all }: Busy): boolean => kind === "external" || all === true;

const always: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** The entry once for each place it takes. Refuses what would count as no load at all. */
const perPlace = (entry: Busy): Interval[] => {
  const { start, end, seats = 1 } = entry;
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError("busy time without a time");
  if (!(seats > 0)) throw new RangeError("a booking takes more than 0 places");
  return Array.from({ length: Math.ceil(seats) }, () => entry);
};

/**
 * The stretches in which fewer places are left than the slot needs, in any order. Empty ones, which
 * take nothing, may be among them.
 */
export const fullTime = (
  busy: readonly Busy[],
  { capacity = 1, seats = 1 }: Pick<SlotRules, "capacity" | "seats">,
): readonly Interval[] => {
  if (capacity === 1 && seats === 1) return busy;
  if (!(seats <= capacity)) return [always];
  const shared = busy.filter((entry) => !takesAll(entry)).flatMap(perPlace);
  return [...busy.filter(takesAll), ...timesOfLoad(shared, Math.ceil(capacity - seats) + 1)];
};

/** The starts inside `within` whose window with buffers meets one of these stretches. */
const startsMeeting = (
  taken: readonly Interval[],
  { bufferBefore, durationMinutes, bufferAfter }: SlotRules,
  within: Interval,
): Interval[] => {
  const before = bufferBefore * MINUTE;
  const after = (durationMinutes + bufferAfter) * MINUTE;
  const refused: Interval[] = [];
  for (const full of taken) {
    const start = Math.floor(full.start - after) + 1;
    const end = Math.ceil(full.end + before);
    if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError("busy time without a time");
    const isNear = start < within.end && end > within.start;
    if (isNear && full.start < full.end) refused.push({ start, end });
  }
  return refused;
};

/**
 * The starts inside `within` whose window with buffers meets full time, as disjoint intervals of
 * starts: in any other window the peak load leaves the places that are needed.
 */
export const conflictingStarts = (
  busy: readonly Busy[],
  rules: SlotRules,
  within: Interval,
): Interval[] => timesOfLoad(startsMeeting(fullTime(busy, rules), rules, within), 1);

/** The starts at which too few resources of a kind are free for the whole window with buffers. */
export const unequippedStarts = (
  needs: readonly ResourceNeed[],
  rules: SlotRules,
  within: Interval,
): Interval[] => {
  const lacking = needs.flatMap(({ quantity, pool }) => {
    if (!(quantity <= pool.length)) return [within];
    const refused = pool.flatMap((taken) => timesOfLoad(startsMeeting(taken, rules, within), 1));
    return timesOfLoad(refused, pool.length - Math.ceil(quantity) + 1);
  });
  return timesOfLoad(lacking, 1);
};
