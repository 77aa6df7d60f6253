import { compareKeys, type RankedSlot, rankSlots, type SlotPreferences } from "./rank-slots.ts";
import type { SlotCandidate } from "./slot-candidate.ts";

const excludes = (chosen: SlotCandidate, next: SlotCandidate): boolean =>
  chosen.start === next.start ||
  (chosen.providerId === next.providerId &&
    chosen.blockedStart < next.blockedEnd &&
    next.blockedStart < chosen.blockedEnd);

const best = <C extends SlotCandidate>(
  left: readonly RankedSlot<C>[],
  chosen: readonly RankedSlot<C>[],
): RankedSlot<C> | undefined => {
  const perDay = new Map<number, number>();
  for (const { day } of chosen) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  const crowding = ({ spreads, day }: RankedSlot<C>) => (spreads ? (perDay.get(day) ?? 0) : 0);
  const compare = (a: RankedSlot<C>, b: RankedSlot<C>) =>
    a.tier - b.tier || crowding(a) - crowding(b) || compareKeys(a.key, b.key);
  return left.reduce<RankedSlot<C> | undefined>(
    (first, next) => (first === undefined || compare(next, first) < 0 ? next : first),
    undefined,
  );
};

/**
 * The best few of the free slots, ascending by start.
 *
 * First what was just asked for; where nothing meets a wish, what is nearest to it (the person asked
 * for, then the same date, then the distance in time). Then spread over days, preferred times before
 * others, then what is likelier to be taken and kept, soonest first. A named time keeps to its nearest starts and does not spread.
 * One start is one choice, whoever gives it, and two slots of one provider never overlap with
 * their buffers.
 */
export const chooseSlots = <C extends SlotCandidate>(
  candidates: readonly C[],
  preferences: SlotPreferences,
  count = 3,
): C[] => {
  let left = rankSlots(candidates, preferences);
  const chosen: RankedSlot<C>[] = [];
  while (chosen.length < count) {
    const next = best(left, chosen);
    if (!next) break;
    chosen.push(next);
    left = left.filter(({ candidate }) => !excludes(next.candidate, candidate));
  }
  return chosen.map(({ candidate }) => candidate).sort((a, b) => a.start - b.start);
};
