import { formatLocalDate, weekdayOf } from "./local-date.ts";
import type { SlotCandidate } from "./slot-candidate.ts";
import { type Miss, meetsWish, missOf, type SlotWish } from "./slot-wish.ts";
import { localDayOf, localMinutesOf } from "./wall-time.ts";

/** Times the lead likes in general: starts in `[fromMinute, toMinute)` after local midnight. */
export interface PreferredTime {
  /** 1 = Monday … 7 = Sunday; every day when absent. */
  readonly weekdays?: readonly number[] | undefined;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What decides between free slots. */
export interface SlotPreferences {
  /** The zone in which days are days and preferred times are meant. */
  readonly timezone: string;
  readonly wishes?: readonly SlotWish[];
  readonly preferred?: readonly PreferredTime[];
  /** How unlikely a start is taken and kept, after what is preferred; less is better. */
  readonly unlikely?: (slot: Pick<SlotCandidate, "start">) => number;
  /** How many of the lead's likes a provider does not meet; 0 when absent. */
  readonly disliking?: (providerId: string) => number;
  /** Bookings of a provider on a local date "YYYY-MM-DD". */
  readonly load?: (providerId: string, localDate: string) => number;
  /** Provider ids, the first one first, when nothing else tells them apart. */
  readonly providers?: readonly string[];
}

/** A candidate with its place in the order of preference. */
export interface RankedSlot<C extends SlotCandidate> {
  readonly candidate: C;
  readonly day: number;
  /** 0 asked for, 1 nearest to a wish nothing meets, 2 the rest. */
  readonly tier: number;
  /** Another day is better than a second slot of this one. */
  readonly spreads: boolean;
  /** Compared from left to right within a tier, less is better. */
  readonly key: readonly number[];
}

const FARTHEST: Miss = [1, 1, Number.POSITIVE_INFINITY];

/** Compares keys of equal length from left to right. */
export const compareKeys = (a: readonly number[], b: readonly number[]): number => {
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether a start lies in one of these times of the zone's clock. */
export const isPreferred = (
  timezone: string,
  preferred: readonly PreferredTime[],
  { start }: Pick<SlotCandidate, "start">,
): boolean => {
  const weekday = weekdayOf(localDayOf(timezone, start));
  const minutes = localMinutesOf(timezone, start);
  return preferred.some(
    ({ weekdays, fromMinute, toMinute }) =>
      (weekdays?.includes(weekday) ?? true) && fromMinute <= minutes && minutes < toMinute,
  );
};

/**
 * Orders the providers of one time: the one asked for, who is liked, the least booked that day, the
 * order given.
 */
const providerKeys = ({ wishes = [], disliking, load, providers = [] }: SlotPreferences) => {
  const askedFor = new Set(wishes.map(({ providerId }) => providerId));
  const position = new Map(providers.map((id, index) => [id, index]));
  const loads = new Map<string, number>();
  const loadOn = (providerId: string, day: number): number => {
    const key = `${day} ${providerId}`;
    const known = loads.get(key);
    if (known !== undefined) return known;
    const counted = load?.(providerId, formatLocalDate(day)) ?? 0;
    loads.set(key, counted);
    return counted;
  };
  return ({ providerId }: SlotCandidate, day: number): readonly number[] => [
    askedFor.has(providerId) ? 0 : 1,
    disliking?.(providerId) ?? 0,
    loadOn(providerId, day),
    position.get(providerId) ?? providers.length,
  ];
};

/** Gives every candidate its tier and its place in it. */
export const rankSlots = <C extends SlotCandidate>(
  candidates: readonly C[],
  preferences: SlotPreferences,
): RankedSlot<C>[] => {
  const { timezone, wishes = [], preferred = [], unlikely } = preferences;
  const localDay = (instant: number) => localDayOf(timezone, instant);
  const missed = wishes.filter((wish) => !candidates.some((slot) => meetsWish(slot, wish)));
  const providerKey = providerKeys(preferences);
  const nearest = (slot: C) =>
    missed
      .map((wish) => ({ miss: missOf(slot, wish, localDay), exact: wish.exact === true }))
      .reduce((best, next) => (compareKeys(next.miss, best.miss) < 0 ? next : best), {
        miss: FARTHEST,
        exact: false,
      });
  return candidates.map((candidate) => {
    const day = localDay(candidate.start);
    const isMet = wishes.some((wish) => meetsWish(candidate, wish));
    const near = isMet || missed.length === 0 ? undefined : nearest(candidate);
    const tier = isMet ? 0 : near ? 1 : 2;
    const notPreferred = isPreferred(timezone, preferred, candidate) ? 0 : 1;
    const key = [
      ...(near?.miss ?? [0, 0, 0]),
      notPreferred,
      unlikely?.(candidate) ?? 0,
      candidate.start,
      ...providerKey(candidate, day),
    ];
    return { candidate, day, tier, spreads: !near?.exact, key };
  });
};
