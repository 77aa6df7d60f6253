import { cappedDays, earliestStart, lastBookableDay } from "./booking-days.ts";
import type { FindSlotsInput, SlotQuestion, SlotRules } from "./find-slots-input.ts";
import { fullTime } from "./full-time.ts";
import { gridStarts } from "./grid-starts.ts";
import type { Interval } from "./interval.ts";
import { MINUTE } from "./local-date.ts";
import { gridBlocks, openTime } from "./open-time.ts";
import { firstInstantOf, localDayOf } from "./wall-time.ts";

const checkInput = ({ rangeStart, rangeEnd, service }: FindSlotsInput): void => {
  if (!(service.durationMinutes > 0)) throw new RangeError("a slot lasts more than 0 minutes");
  if (!(service.slotIntervalMinutes > 0))
    throw new RangeError("slots are more than 0 minutes apart");
  if (Number.isNaN(rangeStart) || Number.isNaN(rangeEnd))
    throw new RangeError("range is not a time");
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

/** Keeps the starts whose slot lies in open time. Starts and open time are ascending. */
const inside = (starts: readonly number[], open: readonly Interval[], duration: number) => {
  let next = 0;
  let stretch = open[0];
  return starts.filter((start) => {
    while (stretch && stretch.end <= start) stretch = open[++next];
    return stretch !== undefined && start >= stretch.start && start + duration <= stretch.end;
  });
};

/** Keeps the starts whose window with buffers touches no full time. Both lists are ascending. */
const clear = (starts: readonly number[], full: readonly Interval[], service: SlotRules) => {
  const before = service.bufferBefore * MINUTE;
  const after = (service.durationMinutes + service.bufferAfter) * MINUTE;
  let next = 0;
  let stretch = full[0];
  return starts.filter((start) => {
    while (stretch && stretch.end <= start - before) stretch = full[++next];
    return stretch === undefined || stretch.start >= start + after;
  });
};

/** Keeps the starts on local dates that may still be booked: inside the horizon, below the cap. */
const onBookableDays = (starts: readonly number[], input: FindSlotsInput): number[] => {
  const { timezone } = input;
  const lastDay = lastBookableDay(input);
  const surelyBefore =
    lastDay === null ? Number.POSITIVE_INFINITY : firstInstantOf(timezone, lastDay + 1);
  const insideHorizon = (start: number) =>
    lastDay === null || start < surelyBefore || localDayOf(timezone, start) <= lastDay;
  const isCapped = cappedDays(input);
  return starts.filter((start) => insideHorizon(start) && !isCapped(start));
};

/**
 * Every start, ascending and without duplicates, at which the service can be booked with this
 * provider: the twelve rules of availability. Pure; instants are epoch milliseconds.
 * Throws RangeError for a malformed date, time, zone, duration or interval.
 */
export const findSlots = (input: FindSlotsInput): number[] => {
  checkInput(input);
  const { service } = input;
  const capacity = service.capacity ?? 1;
  const within = startWindow(input);
  if (!(within.start < within.end) || capacity < 1) return [];
  const duration = service.durationMinutes * MINUTE;
  const window = { start: within.start, end: within.end + duration };
  const blocks = gridBlocks(input, window);
  const reach = {
    start: window.start - service.bufferBefore * MINUTE,
    end: window.end + service.bufferAfter * MINUTE,
  };
  const starts = gridStarts(blocks, service.slotIntervalMinutes * MINUTE, within);
  const open = openTime(input, blocks, window);
  const full = fullTime(input.busy, capacity, reach);
  return onBookableDays(clear(inside(starts, open, duration), full, service), input);
};

/** Whether `findSlots` with the range narrowed to this one start contains it. */
export const isSlotFree = (question: SlotQuestion, start: number): boolean =>
  findSlots({ ...question, rangeStart: start, rangeEnd: start + 1 })[0] === start;
