import { closedReasons } from "./closed-reasons.ts";
import { findSlots } from "./find-slots.ts";
import type { FindSlotsInput, SlotQuestion } from "./find-slots-input.ts";
import { gridStarts } from "./grid-starts.ts";
import { type Interval, intersect } from "./interval.ts";
import { type LocalDay, MINUTE } from "./local-date.ts";
import { inTellingOrder, type NoSlotReason } from "./no-slot-reason.ts";
import { gridBlocks } from "./open-time.ts";
import { reasonsAtStart, timingReasons } from "./reasons-at-start.ts";
import { firstInstantOf, localDayOf } from "./wall-time.ts";

/** A start that was wished for, or with `to` any start in `[from, to)`. Epoch milliseconds. */
export interface WishedTime {
  readonly from: number;
  readonly to?: number;
}

/** Why a wish cannot be met, and what is nearest to it. */
export interface NoSlotsExplained {
  /** Empty exactly when the wish can be met; else the most telling first. */
  readonly reasons: readonly NoSlotReason[];
  /** The last free start before the wish and the first after it, within the range of the question. */
  readonly before: number | null;
  readonly after: number | null;
}

const datesOf = (timezone: string, wish: Interval): Interval[] => {
  const last: LocalDay = localDayOf(timezone, wish.end - 1);
  const dates: Interval[] = [];
  for (let day = localDayOf(timezone, wish.start); day <= last; day += 1) {
    const date = {
      start: firstInstantOf(timezone, day),
      end: firstInstantOf(timezone, day + 1),
    };
    dates.push(...intersect([date], [wish]));
  }
  return dates;
};

/** A date of the wish on which no slot would start even if nothing were taken. */
const reasonsWithoutStarts = (
  question: SlotQuestion,
  blocks: readonly Interval[],
  date: Interval,
): NoSlotReason[] => {
  const isOpen = blocks.some(({ start, end }) => start < date.end && date.start < end);
  const closed: NoSlotReason[] = isOpen ? [{ code: "off_grid" }] : closedReasons(question, date);
  return [...timingReasons(question, date.end - 1), ...closed];
};

const reasonsFor = (question: SlotQuestion, { from, to }: WishedTime): NoSlotReason[] => {
  const wish = { start: from, end: to ?? from + 1 };
  const window = { start: from, end: wish.end + question.service.durationMinutes * MINUTE };
  const blocks = gridBlocks(question, window);
  const atStart = reasonsAtStart(question, blocks);
  if (to === undefined) return atStart(from);
  return datesOf(question.timezone, wish).flatMap((date) => {
    const starts = gridStarts(blocks, question.service.slotIntervalMinutes * MINUTE, [date]);
    if (starts.length === 0) return reasonsWithoutStarts(question, blocks, date);
    return starts.flatMap(atStart);
  });
};

/**
 * Tells which rules take away a wished time, and the nearest free starts. For a stretch of time it
 * names every reason that takes away one of the starts in it. Says nothing of starts outside the
 * range of the question, for which `busy` may be incomplete. Throws as `findSlots` does, and
 * RangeError for a wish that ends before it begins.
 */
export const explainNoSlots = (input: FindSlotsInput, wish: WishedTime): NoSlotsExplained => {
  const end = wish.to ?? wish.from + 1;
  if (!(wish.from < end)) throw new RangeError("a wished time ends after it begins");
  const free = findSlots(input);
  const met = findSlots({ ...input, rangeStart: wish.from, rangeEnd: end }).length > 0;
  return {
    reasons: met ? [] : inTellingOrder(reasonsFor(input, wish)),
    before: free.findLast((start) => start < wish.from) ?? null,
    after: free.find((start) => start >= end) ?? null,
  };
};
