import type { Calendar } from "./calendar.ts";
import { dateBlocks } from "./date-blocks.ts";
import type { SlotQuestion } from "./find-slots-input.ts";
import type { Interval } from "./interval.ts";
import type { NoSlotReason, Whose } from "./no-slot-reason.ts";

const isOpen = (calendar: Calendar, span: Interval): boolean =>
  dateBlocks(calendar, span).length > 0;

const whyClosed = (calendar: Calendar, whose: Whose, span: Interval): NoSlotReason[] => {
  if (isOpen(calendar, span)) return [];
  const special = calendar.overrides.filter(({ date }) => {
    const overrides = calendar.overrides.filter((other) => other.date !== date);
    return isOpen({ ...calendar, overrides }, span);
  });
  if (special.length === 0) return [{ code: "closed", whose }];
  return special.map(({ date }) => ({ code: "closed_date", whose, date }));
};

/** The calendars that bind, each with its name. */
export const bindingCalendars = (question: SlotQuestion): [Whose, Calendar][] =>
  question.location
    ? [
        ["provider", question],
        ["location", question.location],
      ]
    : [["provider", question]];

/** Why nothing is open in a stretch of time; when each is open but never both, both are named. */
export const closedReasons = (question: SlotQuestion, span: Interval): NoSlotReason[] => {
  const calendars = bindingCalendars(question);
  const reasons = calendars.flatMap(([whose, calendar]) => whyClosed(calendar, whose, span));
  return reasons.length > 0 ? reasons : calendars.map(([whose]) => ({ code: "closed", whose }));
};
