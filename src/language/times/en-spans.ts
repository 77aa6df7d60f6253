import { pattern } from "../pattern.ts";
import {
  dayOfMonth,
  daysSpan,
  monthSpan,
  namedMonth,
  nthWeekday,
  partOfSpan,
  weekend,
  weekSpan,
  weekStart,
  workdays,
} from "./calendar.ts";
import { MONTH_EN, monthOf, WEEKDAY_EN, weekdayOf } from "./en-days.ts";
import { ORDINAL_EN, readNumber } from "./number-words.ts";
import type { PieceReader, ReadingContext, SpanPiece } from "./piece.ts";

const WEEK =
  "(?:around )?(?<week>this|current|the current|next|the next|coming|the coming|following|the following|the|last|past|previous)? ?(?:week|wk)";
const WEEKEND = "(?:week-?end|wkend|week end)s?";
const YEAR = "(?: (?<year>(?:19|20)\\d{2}))?";
const EDGE =
  "(?:the )?(?<edge>beginning|start|first half|early|middle|mid|end|late|latter half)(?: part)?(?: of)?(?: the)?";

const weekNumber = (word: string | undefined): number => {
  if (/next|coming|following/u.test(word ?? "")) return 1;
  return /last|past|previous/u.test(word ?? "") ? -1 : 0;
};

const edgeOf = (word: string | undefined): "start" | "middle" | "end" => {
  if (/^(?:end|late|latter)/u.test(word ?? "")) return "end";
  return word?.startsWith("mid") ? "middle" : "start";
};

const months = ({ now }: ReadingContext, ahead: number): SpanPiece =>
  monthSpan(now.startOf("month").plus({ months: ahead }));

export const enSpans: readonly PieceReader[] = [
  {
    pattern: pattern(
      "(?:any (?:day|time) )?(?:around |during |in )?(?<week>this|next|the next|the coming|the following|coming|following|last|past|previous) (?:week|wk)",
    ),
    read: ({ week }, context) => weekSpan(context, weekNumber(week)),
  },
  {
    pattern: pattern(
      "(?<!(?:every|each|all|per) )(?:on |any |a )?(?:week ?days?|working days?|work ?days?)(?! (?:and|or) weekends?)",
    ),
    read: (_groups, context) => workdays(context),
  },
  {
    pattern: pattern("(?:the )?week after next"),
    read: (_groups, context) => weekSpan(context, 2),
  },
  {
    pattern: pattern(
      "(?:the )?rest of (?:the|this) week|(?:for )?the (?:whole )?week|later this week",
    ),
    read: (_groups, context) => {
      const from = context.now.startOf("day");
      return { type: "span", from, to: weekStart(context.now, 1), grain: "day" };
    },
  },
  {
    pattern: pattern(
      `(?:the )?week of (?:the )?(?:(?<month>${MONTH_EN}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?)`,
    ),
    read: ({ month, day }, context) => {
      const start = namedMonth(context, monthOf(month))
        .from.plus({ days: Number(day) - 1 })
        .startOf("week");
      return { type: "span", from: start, to: start.plus({ weeks: 1 }), grain: "week" };
    },
  },
  {
    pattern: pattern("(?:the )?week of (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)"),
    read: ({ day }, context) => {
      const from = dayOfMonth(context, Number(day)).day.startOf("week");
      return { type: "span", from, to: from.plus({ weeks: 1 }), grain: "week" };
    },
  },
  {
    pattern: pattern(`(?:at )?(?:${EDGE}|(?<later>later)) ${WEEK}`, "(?:mid-?week|midweek)"),
    read: ({ edge, later, week }, context) =>
      partOfSpan(weekSpan(context, weekNumber(week)), edgeOf(edge ?? (later ? "late" : "mid"))),
  },
  {
    pattern: pattern(
      `(?:(?<which>this|the|next|following|coming|over the|at the|on the) )?${WEEKEND}`,
    ),
    read: ({ which }, context) => weekend(context, /next|following/u.test(which ?? "") ? 1 : 0),
  },
  {
    pattern: pattern(`(?:the )?${WEEKEND} after (?:next|this(?: one)?|that)`),
    read: (_groups, context) => weekend(context, 2),
  },
  {
    pattern: pattern(`(?:the )?last ${WEEKEND} (?:of|in) (?<month>${MONTH_EN})${YEAR}`),
    read: ({ month, year }, context) => {
      const span = namedMonth(context, monthOf(month), year ? Number(year) : undefined);
      const friday = nthWeekday(span, 5, -1);
      return friday && daysSpan(friday.day.plus({ days: 1 }), 2);
    },
  },
  {
    pattern: pattern(
      "(?:in |during |sometime )?(?<which>this|next|the next|the following|coming) month",
    ),
    read: ({ which }, context) => months(context, which === "this" ? 0 : 1),
  },
  {
    pattern: pattern(`(?:at )?${EDGE} (?:(?<which>this|next|following) )?month`),
    read: ({ edge, which }, context) =>
      partOfSpan(months(context, /next|following/u.test(which ?? "") ? 1 : 0), edgeOf(edge)),
  },
  {
    pattern: pattern(`(?:at )?${EDGE} (?<month>${MONTH_EN})${YEAR}`),
    read: ({ edge, month, year }, context) =>
      partOfSpan(
        namedMonth(context, monthOf(month), year ? Number(year) : undefined),
        edgeOf(edge),
      ),
  },
  {
    pattern: pattern(
      `(?:in |during |sometime in )(?<month>${MONTH_EN})${YEAR}|(?<month2>january|february|april|june|july|august|september|october|november|december)${YEAR.replace("year", "year2")}`,
    ),
    read: ({ month, month2, year, year2 }, context) => {
      const said = year ?? year2;
      return namedMonth(context, monthOf(month ?? month2), said ? Number(said) : undefined);
    },
  },
  {
    pattern: pattern(
      `(?:the )?(?<nth>${ORDINAL_EN}|last|[1-5](?:st|nd|rd|th)) (?<weekday>${WEEKDAY_EN}) (?:of|in) (?:(?<month>${MONTH_EN})${YEAR}|(?<which>this|next|the) month)`,
    ),
    read: ({ nth, weekday, month, year, which }, context) => {
      const span = month
        ? namedMonth(context, monthOf(month), year ? Number(year) : undefined)
        : months(context, which === "next" ? 1 : 0);
      return nthWeekday(span, weekdayOf(weekday), readNumber(nth) ?? 1);
    },
  },
  {
    pattern: pattern(
      `(?:the )?last day (?:of|in) (?:(?<month>${MONTH_EN})${YEAR}|(?<which>this|next|the) month)`,
    ),
    read: ({ month, year, which }, context) => {
      const span = month
        ? namedMonth(context, monthOf(month), year ? Number(year) : undefined)
        : months(context, which === "next" ? 1 : 0);
      return { type: "day", day: span.to.minus({ days: 1 }), certain: true };
    },
  },
  {
    pattern: pattern(
      `(?:the )?(?<nth>first|second|third|fourth|last) week (?:of|in) (?:(?<month>${MONTH_EN})${YEAR}|(?<which>this|next|the) month)`,
    ),
    read: ({ nth, month, year, which }, context) => {
      const span = month
        ? namedMonth(context, monthOf(month), year ? Number(year) : undefined)
        : months(context, which === "next" ? 1 : 0);
      if (nth === "last") return daysSpan(span.to.minus({ days: 7 }), 7);
      return daysSpan(span.from.plus({ days: 7 * ((readNumber(nth) ?? 1) - 1) }), 7);
    },
  },
  {
    pattern: pattern(
      "(?:in |over |within )?(?:the )?next (?<n>few|couple of|couple|\\d{1,2}|two|three|four|five) (?<unit>days|weeks)",
    ),
    read: ({ n, unit }, { now }) =>
      daysSpan(
        now.startOf("day").plus({ days: 1 }),
        (readNumber(n) ?? 3) * (unit === "weeks" ? 7 : 1),
      ),
  },
];
