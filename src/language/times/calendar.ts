import { DateTime } from "luxon";
import type { DayPiece, ReadingContext, SpanPiece } from "./piece.ts";

const impossibleDay = ({ now }: ReadingContext): DayPiece => ({
  type: "day",
  day: now.startOf("day"),
  certain: false,
  impossible: true,
});

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

const dateOf = (now: DateTime, year: number, month: number, day: number): DateTime | undefined => {
  const date = DateTime.fromObject({ year, month, day }, { zone: now.zone });
  return date.isValid ? date : undefined;
};

/** A date with a month: the coming one when no year is said (29 February looks up to eight years ahead). */
export const monthDay = (
  context: ReadingContext,
  day: number,
  month: number,
  year?: number,
): DayPiece => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return impossibleDay(context);
  const today = context.now.startOf("day");
  const years =
    year === undefined ? Array.from({ length: 9 }, (_, n) => today.year + n) : [fullYear(year)];
  const found = years
    .values()
    .map((candidate) => dateOf(context.now, candidate, month, day))
    .find((date) => date && (year !== undefined || date >= today));
  return found ? { type: "day", day: found, certain: true } : impossibleDay(context);
};

/** "The 24th": the coming 24th, skipping months that are too short. */
export const dayOfMonth = (context: ReadingContext, day: number): DayPiece => {
  if (day < 1 || day > 31) return impossibleDay(context);
  const today = context.now.startOf("day");
  const months = Array.from({ length: 4 }, (_, n) => today.set({ day: 1 }).plus({ months: n }));
  const found = months
    .values()
    .map((first) => dateOf(context.now, first.year, first.month, day))
    .find((date) => date && date >= today);
  return found
    ? { type: "day", day: found, dayOfMonth: day, certain: true }
    : impossibleDay(context);
};

/** A weekday in a week counted from this one (Monday first), or the next such day when no week is said. */
export const weekdayPiece = ({ now }: ReadingContext, weekday: number, week?: number): DayPiece => {
  const today = now.startOf("day");
  if (week !== undefined) {
    return { type: "day", day: weekStart(now, week).plus({ days: weekday - 1 }), certain: true };
  }
  const ahead = (weekday - today.weekday + 7) % 7 || 7;
  return { type: "day", day: today.plus({ days: ahead }), weekday, certain: true };
};

export const weekStart = (now: DateTime, week: number): DateTime =>
  now.startOf("week").plus({ weeks: week });

export const daysAhead = ({ now }: ReadingContext, days: number): DayPiece => ({
  type: "day",
  day: now.startOf("day").plus({ days }),
  certain: true,
});

export const weekSpan = ({ now }: ReadingContext, week: number): SpanPiece => {
  const from = weekStart(now, week);
  return { type: "span", from, to: from.plus({ weeks: 1 }), grain: "week" };
};

export const daysSpan = (from: DateTime, days: number): SpanPiece => ({
  type: "span",
  from,
  to: from.plus({ days }),
  grain: "day",
});

export const monthSpan = (from: DateTime): SpanPiece => ({
  type: "span",
  from: from.startOf("month"),
  to: from.startOf("month").plus({ months: 1 }),
  grain: "month",
});

/** A named month: this year's while it lasts, else next year's. */
export const namedMonth = ({ now }: ReadingContext, month: number, year?: number): SpanPiece => {
  const current = now.startOf("month");
  const fallback = month < current.month ? current.year + 1 : current.year;
  const chosen = year === undefined ? fallback : fullYear(year);
  return monthSpan(current.set({ year: chosen, month }));
};

type Third = "start" | "middle" | "end";

/** Start, middle or end of a week (Mon–Wed, Wed–Thu, Fri–Sun) or of a month (thirds: 1–10, 11–20, 21–). */
export const partOfSpan = (span: SpanPiece, third: Third): SpanPiece => {
  const { from, to } = span;
  if (span.grain === "week") {
    const [first, days] = { start: [0, 3], middle: [2, 2], end: [4, 3] }[third] as [number, number];
    return daysSpan(from.plus({ days: first }), days);
  }
  if (third === "end") return { type: "span", from: from.plus({ days: 20 }), to, grain: "day" };
  return daysSpan(from.plus({ days: third === "start" ? 0 : 10 }), 10);
};

/** Saturday and Sunday of a week; on a Sunday of this week only what is left of it. */
export const weekend = ({ now }: ReadingContext, week: number): SpanPiece => {
  const saturday = weekStart(now, week).plus({ days: 5 });
  const today = now.startOf("day");
  const from = saturday < today && week === 0 ? today : saturday;
  return { type: "span", from, to: saturday.plus({ days: 2 }), grain: "day" };
};

/** Monday to Friday: what is left of this week's, or next week's when that is a day or two. */
export const workdays = ({ now }: ReadingContext): SpanPiece => {
  const tomorrow = now.startOf("day").plus({ days: 1 });
  const monday = weekStart(now, now.weekday <= 3 ? 0 : 1);
  const from = monday < tomorrow ? tomorrow : monday;
  return { type: "span", from, to: monday.plus({ days: 5 }), grain: "day" };
};

/** The n-th such weekday of a month (−1: the last): "first Tuesday in October". */
export const nthWeekday = (span: SpanPiece, weekday: number, nth: number): DayPiece | null => {
  const days = Array.from({ length: 31 }, (_, n) => span.from.plus({ days: n })).filter(
    (day) => day < span.to && day.weekday === weekday,
  );
  const day = days.at(nth > 0 ? nth - 1 : nth);
  return day ? { type: "day", day, certain: true } : null;
};
