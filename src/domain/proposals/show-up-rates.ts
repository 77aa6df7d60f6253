/** Visits that were seen to, by the weekday and the hour of the place's wall clock. */
export interface SeenVisits {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly came: number;
  readonly missed: number;
}

interface Count {
  readonly came: number;
  readonly all: number;
}

/** With fewer visits an organization is not judged by its hours. */
const leastVisits = 50;
/** Visits a rate is worth before it counts as much as what is known already. */
const prior = 20;

/**
 * How much likelier than on average a visit takes place at a weekday and hour, from -1 to 1; 0
 * throughout while too little is known.
 *
 * Rates are posterior means of Beta distributions: those of a weekday and of an hour around the rate of
 * the organization, that of one hour of one weekday around what both of them say together. A single
 * missed visit moves none of them far.
 */
export const showUpGain = (
  seen: readonly SeenVisits[],
): ((time: { readonly weekday: number; readonly minute: number }) => number) => {
  const total = sum(seen);
  if (total.all < leastVisits) return () => 0;
  const mean = total.came / total.all;
  const byWeekday = sums(seen, ({ weekday }) => weekday);
  const byHour = sums(seen, ({ hour }) => hour);
  const cells = sums(seen, ({ weekday, hour }) => weekday * 24 + hour);
  return ({ weekday, minute }) => {
    const hour = Math.floor(minute / 60);
    const ofDay = posterior(byWeekday.get(weekday), mean) - mean;
    const ofHour = posterior(byHour.get(hour), mean) - mean;
    const expected = Math.min(1, Math.max(0, mean + ofDay + ofHour));
    return posterior(cells.get(weekday * 24 + hour), expected) - mean;
  };
};

const posterior = ({ came, all }: Count = { came: 0, all: 0 }, expected: number): number =>
  (came + prior * expected) / (all + prior);

const sum = (seen: readonly SeenVisits[]): Count =>
  seen.reduce(
    ({ came, all }, one) => ({ came: came + one.came, all: all + one.came + one.missed }),
    { came: 0, all: 0 },
  );

const sums = (
  seen: readonly SeenVisits[],
  keyOf: (one: SeenVisits) => number,
): ReadonlyMap<number, Count> =>
  new Map([...Map.groupBy(seen, keyOf)].map(([key, ones]) => [key, sum(ones)]));
