import type { Calendar } from "./calendar.ts";
import { breaksDuring, timeOffDuring } from "./closures.ts";
import { dateBlocks } from "./date-blocks.ts";
import { type Interval, intersect, merge, subtract } from "./interval.ts";

/** Whose hours bind: the provider's, and the location's when there is one. */
interface Binding extends Calendar {
  readonly location?: Calendar;
}

/**
 * The blocks that carry a grid of slots and touch the window: the provider's, date by date, cut to
 * the hours of the location. Location hours count as one stretch across midnight, so that a place
 * that never closes does not cut a night shift in two.
 */
export const gridBlocks = (calendar: Binding, window: Interval): Interval[] => {
  const blocks = dateBlocks(calendar, window);
  if (!calendar.location) return blocks;
  const first = blocks.reduce((least, { start }) => Math.min(least, start), window.start);
  const last = blocks.reduce((most, { end }) => Math.max(most, end), window.end);
  const place = merge(dateBlocks(calendar.location, { start: first, end: last }));
  return blocks
    .flatMap((block) => intersect([block], place))
    .filter(({ start, end }) => end > window.start && start < window.end);
};

/** Open time inside the window: the union of the blocks minus time off and breaks of both. */
export const openTime = (
  calendar: Binding,
  blocks: readonly Interval[],
  window: Interval,
): Interval[] => {
  const { location } = calendar;
  const closed = [...timeOffDuring(calendar, window), ...breaksDuring(calendar, window)];
  if (location) closed.push(...timeOffDuring(location, window), ...breaksDuring(location, window));
  return subtract(merge(blocks), merge(closed));
};
