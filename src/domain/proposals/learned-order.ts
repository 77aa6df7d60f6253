import { weekdayOf } from "../availability/local-date.ts";
import type { SlotCandidate } from "../availability/slot-candidate.ts";
import { localDayOf, localMinutesOf } from "../availability/wall-time.ts";
import { leadLiking, type PastTime } from "./lead-liking.ts";
import { type SeenVisits, showUpGain } from "./show-up-rates.ts";

/** What a proposal learns from. */
export interface Learned {
  /** What became of the times this lead was offered; none for a new lead. */
  readonly past: readonly PastTime[];
  /** The organization's visits that were seen to. */
  readonly seen: readonly SeenVisits[];
}

/** What a later day costs: a lead who waits changes their mind. */
const perDay = 0.02;
/** Differences below this are noise, and the sooner time stays first. */
const band = 0.05;
/** Whether a lead comes weighs as much as whether they agree. */
const showUpWeight = 1;

/**
 * How unlikely it is that a time is taken and kept, in whole bands; less is better. Where nothing is
 * known it only grows with the days, which is the order times have without it.
 */
export const learnedOrder = (
  { past, seen }: Learned,
  { timezone, now }: { readonly timezone: string; readonly now: number },
): ((slot: Pick<SlotCandidate, "start">) => number) => {
  const likes = leadLiking(past);
  const gains = showUpGain(seen);
  const known = new Map<number, number>();
  const worthOf = (weekday: number, minute: number): number => {
    const key = weekday * 1_440 + minute;
    const worth =
      known.get(key) ?? likes({ weekday, minute }) + showUpWeight * gains({ weekday, minute });
    known.set(key, worth);
    return worth;
  };
  return ({ start }) => {
    const day = localDayOf(timezone, start);
    const worth = worthOf(weekdayOf(day), localMinutesOf(timezone, start));
    const days = day - localDayOf(timezone, now);
    return Math.round((days * perDay - worth) / band);
  };
};
