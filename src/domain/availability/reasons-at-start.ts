import { cappedDays, earliestStart, inSeason, lastBookableDay } from "./booking-days.ts";
import { bindingCalendars, closedReasons } from "./closed-reasons.ts";
import { breaksDuring, timeOffDuring } from "./closures.ts";
import { fullTime, unequippedStarts } from "./conflicts.ts";
import type { SlotQuestion } from "./find-slots-input.ts";
import { type Interval, merge } from "./interval.ts";
import { formatLocalDate, MINUTE } from "./local-date.ts";
import type { NoSlotReason } from "./no-slot-reason.ts";
import { localDayOf } from "./wall-time.ts";

const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

const contains = ({ start, end }: Interval, instant: number): boolean =>
  start <= instant && instant < end;

/** Rules that look only at the moment of the start. */
export const timingReasons = (question: SlotQuestion, start: number): NoSlotReason[] => {
  const reasons: NoSlotReason[] = [];
  const earliest = earliestStart(question);
  const lastDay = lastBookableDay(question);
  if (start < earliest) {
    reasons.push(start < question.now ? { code: "past" } : { code: "notice", earliest });
  }
  const day = localDayOf(question.timezone, start);
  if (lastDay !== null && day > lastDay) {
    reasons.push({ code: "horizon", latestDate: formatLocalDate(lastDay) });
  }
  if (!inSeason(question.service, day)) {
    reasons.push({ code: "out_of_season", date: formatLocalDate(day) });
  }
  return reasons;
};

const closureReasons = (question: SlotQuestion, slot: Interval): NoSlotReason[] =>
  bindingCalendars(question).flatMap(([whose, calendar]) => [
    ...timeOffDuring(calendar, slot).map(
      ({ start, end }) => ({ code: "time_off", whose, from: start, to: end }) as const,
    ),
    ...breaksDuring(calendar, slot).map(
      ({ start, end }) => ({ code: "break", whose, from: start, to: end }) as const,
    ),
  ]);

const blockReasons = (
  question: SlotQuestion,
  blocks: readonly Interval[],
  slot: Interval,
): NoSlotReason[] => {
  const around = blocks.filter((block) => contains(block, slot.start));
  if (around.length === 0) {
    return closedReasons(question, { start: slot.start, end: slot.start + 1 });
  }
  const reasons: NoSlotReason[] = [];
  const step = question.service.slotIntervalMinutes * MINUTE;
  const open = merge(blocks).find((stretch) => contains(stretch, slot.start));
  if (open && open.end < slot.end) reasons.push({ code: "too_short", openUntil: open.end });
  if (around.every(({ start }) => (slot.start - start) % step !== 0)) {
    reasons.push({ code: "off_grid" });
  }
  return reasons;
};

const bookingReasons = (question: SlotQuestion) => {
  const { busy, service, timezone, resources = [] } = question;
  const full = merge(fullTime(busy, service));
  const isCapped = cappedDays(question);
  return (slot: Interval): NoSlotReason[] => {
    const needed = {
      start: slot.start - service.bufferBefore * MINUTE,
      end: slot.end + service.bufferAfter * MINUTE,
    };
    const reasons: NoSlotReason[] = full
      .filter((stretch) => overlaps(stretch, needed))
      .map(({ start, end }) => ({
        code: "busy",
        from: Number.isFinite(start) ? start : needed.start,
        to: Number.isFinite(end) ? end : needed.end,
      }));
    if (isCapped(slot.start)) {
      reasons.push({ code: "daily_cap", date: formatLocalDate(localDayOf(timezone, slot.start)) });
    }
    for (const need of resources) {
      const at = { start: slot.start, end: slot.start + 1 };
      const isLacking = unequippedStarts([need], service, at).some(({ start, end }) =>
        overlaps(at, { start, end }),
      );
      if (isLacking) reasons.push({ code: "no_resource", kind: need.kind });
    }
    return reasons;
  };
};

/**
 * Tells every reason that takes away one start; none exactly when the start is free. `blocks` are
 * all grid blocks that touch the starts asked about and their slots.
 */
export const reasonsAtStart = (question: SlotQuestion, blocks: readonly Interval[]) => {
  const ofBookings = bookingReasons(question);
  return (start: number): NoSlotReason[] => {
    const slot = { start, end: start + question.service.durationMinutes * MINUTE };
    return [
      ...timingReasons(question, start),
      ...blockReasons(question, blocks, slot),
      ...closureReasons(question, slot),
      ...ofBookings(slot),
    ];
  };
};
