import type { Busy, ResourceNeed, Season } from "#src/domain/availability/find-slots-input.ts";
import { dateNear, isoDate, list, near, pick, type Random } from "./availability-random.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const lengthOf = (random: Random): number =>
  random(8) === 0 ? random(2) * random(DAY) : random(10) * 15 * MINUTE;

/** Random time that is taken, of every kind. */
export const busy = (random: Random, around: number): Busy => {
  const start = near(random, around, 5);
  return {
    start,
    end: start + lengthOf(random),
    kind: random(4) === 0 ? "external" : "booking",
    ...(random(6) === 0 ? { takesAll: true } : {}),
    ...(random(3) === 0 ? { seats: 1 + random(4) } : {}),
    ...(random(2) === 0 ? { continues: true } : {}),
  };
};

const taken = (random: Random, around: number) => {
  const start = near(random, around, 4);
  return { start, end: start + lengthOf(random) };
};

const need = (random: Random, around: number, kind: string): ResourceNeed => {
  const pool = list(random, 4, () => list(random, 6, () => taken(random, around)));
  const fitting = 1 + random(Math.max(1, pool.length));
  return { kind, quantity: random(6) === 0 ? 1 + random(3) : Math.min(3, fitting), pool };
};

/** What half of the questions ask of rooms and chairs: one kind, two or none. */
export const resourceNeeds = (
  random: Random,
  around: number,
): { resources?: readonly ResourceNeed[] } => {
  if (random(2) === 0) return {};
  const kinds = pick(random, [["room"], ["room"], ["room", "chair"], []]);
  return { resources: kinds.map((kind) => need(random, around, kind)) };
};

/**
 * Whole dates, a few of them backwards, dates of every year, and every year over New Year; some
 * begin or end on a leap day.
 */
const season = (random: Random, around: number): Season => {
  const first = dateNear(random, around);
  const from = isoDate(first);
  const to = isoDate(first + random(5));
  const earlier = isoDate(first - 1 - random(4));
  const monthly = { from: from.slice(5), to: to.slice(5) };
  return pick(random, [
    { from, to },
    { from, to: random(2) ? to : earlier },
    monthly,
    { from: monthly.from, to: earlier.slice(5) },
    { from: monthly.from, to: "02-29" },
    { from: "02-29", to: monthly.to },
  ]);
};

/** When half of the services are given. */
export const seasons = (random: Random, around: number): { seasons?: readonly Season[] } =>
  random(2) === 0 ? { seasons: list(random, 2, () => season(random, around)) } : {};

/** Places at once, and places asked for: now and then more than there are. */
export const places = (random: Random): { capacity?: number; seats?: number } =>
  pick(random, [
    {},
    {},
    { capacity: 1 + random(3) },
    { capacity: 2 + random(5), seats: 1 + random(4) },
    { seats: 1 + random(2) },
  ]);
