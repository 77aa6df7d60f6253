import { checkSeasons, earliestStart, lastBookableDay, onBookableDay } from "./booking-days.ts";
import { conflictingStarts, unequippedStarts } from "./conflicts.ts";
import type { FindSlotsInput, SlotQuestion, SlotRules } from "./find-slots-input.ts";
import { gridStarts } from "./grid-starts.ts";
import { type Interval, intersect, subtract } from "./interval.ts";
import { MINUTE } from "./local-date.ts";
import { gridBlocks, openTime } from "./open-time.ts";
import { firstInstantOf } from "./wall-time.ts";

/** The starts whose whole slot lies inside open time, as disjoint intervals of starts. */
const fittingStarts = (open: readonly Interval[], { durationMinutes }: SlotRules): Interval[] => {
  const starts: Interval[] = [];
  for (const { start, end } of open) {
    const last = Math.floor(end - durationMinutes * MINUTE);
    if (last >= start) starts.push({ start, end: last + 1 });
  }
  return starts;
};

/** A number that is none would compare as "no conflict": it must never get that far. */
const checkInput = ({ now, rangeStart, rangeEnd, service }: FindSlotsInput): void => {
  const { durationMinutes, slotIntervalMinutes, seasons: _, ...limits } = service;
  const { seats = 1 } = limits;
  if (!(durationMinutes > 0)) throw new RangeError("a slot lasts more than 0 minutes");
  if (!(slotIntervalMinutes > 0)) throw new RangeError("slots are more than 0 minutes apart");
  if (!(seats > 0)) throw new RangeError("a slot takes more than 0 places");
  if (Object.values(limits).some(Number.isNaN)) throw new RangeError("a rule without a number");
  if (!Number.isFinite(now + rangeStart + rangeEnd)) throw new RangeError("a range without times");
  checkSeasons(service);
};

/** The starts worth looking at: the range, cut to the notice and (one date too late) the horizon. */
const startWindow = (input: FindSlotsInput): Interval => {
  const lastDay = lastBookableDay(input);
  const horizon =
    lastDay === null ? Number.POSITIVE_INFINITY : firstInstantOf(input.timezone, lastDay + 2);
  return {
    start: Math.max(input.rangeStart, earliestStart(input)),
    end: Math.min(input.rangeEnd, horizon),
  };
};

/** Where the slots of a question may start, before the grid and the dates have their say. */
export interface FreeStarts {
  /** The blocks that carry the grids. */
  readonly blocks: readonly Interval[];
  /** Ascending and disjoint intervals of starts. */
  readonly free: readonly Interval[];
}

/** The starts, on or off the grid, at which the whole slot lies in open time and meets no conflict. */
export const freeStarts = (input: FindSlotsInput): FreeStarts => {
  checkInput(input);
  const { service, resources = [] } = input;
  const within = startWindow(input);
  if (!(within.start < within.end)) return { blocks: [], free: [] };
  const window = { start: within.start, end: within.end + service.durationMinutes * MINUTE };
  const blocks = gridBlocks(input, window);
  const fitting = intersect(fittingStarts(openTime(input, blocks, window), service), [within]);
  const untaken = subtract(fitting, conflictingStarts(input.busy, service, within));
  if (resources.length === 0) return { blocks, free: untaken };
  return { blocks, free: subtract(untaken, unequippedStarts(resources, service, within)) };
};

/** Dates decide only where a rule names them: most questions have no cap and end inside the horizon. */
const onBookableDays = (starts: number[], input: FindSlotsInput): number[] => {
  const { maxPerDay, seasons = [] } = input.service;
  const lastDay = lastBookableDay(input);
  if (maxPerDay === undefined && seasons.length === 0) {
    const last = starts.at(-1);
    const surelyBefore =
      lastDay === null ? Number.POSITIVE_INFINITY : firstInstantOf(input.timezone, lastDay + 1);
    if (last === undefined || last < surelyBefore) return starts;
  }
  return starts.filter(onBookableDay(input));
};

/**
 * Every start, ascending and without duplicates, at which the service can be booked with this
 * provider: the twelve rules of availability. Pure; instants are epoch milliseconds.
 * Throws RangeError for a malformed date, time, zone or number.
 */
export const findSlots = (input: FindSlotsInput): number[] => {
  const { blocks, free } = freeStarts(input);
  const step = input.service.slotIntervalMinutes * MINUTE;
  return onBookableDays(gridStarts(blocks, step, free), input);
};

/**
 * Whether a slot may start there, on or off the grid: a later part of a package starts when the one
 * before it is over.
 */
export const fitsAt = (question: SlotQuestion, start: number): boolean =>
  freeStarts({ ...question, rangeStart: start, rangeEnd: start + 1 }).free.length > 0 &&
  onBookableDay(question)(start);

/** Whether `findSlots` with the range narrowed to this one start contains it. */
export const isSlotFree = (question: SlotQuestion, start: number): boolean =>
  findSlots({ ...question, rangeStart: start, rangeEnd: start + 1 })[0] === start;
