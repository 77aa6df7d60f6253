const MINUTE = 60_000;
const DAY = 86_400_000;

/** A whole number from 0 to below the limit. */
export type Random = (below: number) => number;

/** The same seed gives the same numbers. */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

export const pick = <T>(random: Random, choices: readonly [T, ...T[]]): T =>
  choices[random(choices.length)] ?? choices[0];

/** From none to `most` of what `make` makes. */
export const list = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: random(most + 1) }, make);

/** A date up to three days from an instant, in days since 1970-01-01. */
export const dateNear = (random: Random, around: number): number =>
  Math.floor(around / DAY) + random(6) - 3;

export const isoDate = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** An instant near `around`: mostly on a quarter of an hour, now and then with seconds. */
export const near = (random: Random, around: number, days: number): number => {
  const quarter = Math.round(around / (15 * MINUTE)) + random(days * 96) - days * 48;
  return quarter * 15 * MINUTE + (random(4) === 0 ? random(15 * MINUTE) : 0);
};
