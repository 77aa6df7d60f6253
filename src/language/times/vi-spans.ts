import { pattern } from "../pattern.ts";
import {
  daysSpan,
  monthSpan,
  namedMonth,
  partOfSpan,
  weekend,
  weekSpan,
  workdays,
} from "./calendar.ts";
import { readNumber } from "./number-words.ts";
import type { PieceReader, ReadingContext } from "./piece.ts";
import { WEEK, weekOffset } from "./vi-days.ts";

const MONTH_NUMBER =
  "1[0-2]|[1-9](?!\\d)|giêng|chạp|mười một|mười hai|mười|một|hai|ba|bốn|tư|năm|@sáu|bảy|tám|chín";
const EDGES: Readonly<Record<string, "start" | "middle" | "end">> = {
  đầu: "start",
  dau: "start",
  giữa: "middle",
  giua: "middle",
  cuối: "end",
  cuoi: "end",
};

const relativeMonth = ({ now }: ReadingContext, words: string) =>
  monthSpan(now.plus({ months: /(?:này|nay)$/u.test(words) ? 0 : 1 }));

export const viSpans: readonly PieceReader[] = [
  {
    pattern: pattern(`(?:trong |nguyên |cả )?(?<week>${WEEK})`),
    read: ({ week }, context) => weekSpan(context, weekOffset(week ?? "")),
  },
  {
    pattern: pattern(`(?<=(?:đến|@tới) )hết (?:(?<week>${WEEK}|tuần)|tháng(?: này)?)`),
    read: ({ week }, context) => {
      const isThis = week === "tuần" || week === "tuan";
      const span = week ? weekSpan(context, isThis ? 0 : weekOffset(week)) : monthSpan(context.now);
      return { ...span, grain: "day" };
    },
  },
  {
    pattern: pattern(
      "(?<!\\d )(?:vào |trong )?(?:các |những )?ngày (?:thường|làm việc|trong tuần(?! (?:này|sau|tới|trước|qua)))",
    ),
    read: (_groups, context) => workdays(context),
  },
  {
    pattern: pattern(`(?:dịp |ngày )?cuối (?<week>${WEEK}|tuần)`),
    read: ({ week }, context) =>
      weekend(context, week === "tuần" || week === "tuan" ? 0 : weekOffset(week ?? "")),
  },
  {
    pattern: pattern(`(?:ngày )?(?<edge>đầu|giữa) (?<week>${WEEK})`),
    read: ({ edge, week }, context) =>
      partOfSpan(weekSpan(context, weekOffset(week ?? "")), EDGES[edge ?? ""] ?? "start"),
  },
  {
    pattern: pattern("(?<edge>đầu|giữa) tuần"),
    read: ({ edge }, context) => {
      const third = EDGES[edge ?? ""] ?? "start";
      const lastDay = third === "start" ? 2 : 4;
      return partOfSpan(weekSpan(context, context.now.weekday <= lastDay ? 0 : 1), third);
    },
  },
  {
    pattern: pattern(
      "(?:trong )?(?<month>tháng (?:này|sau|tới|kế tiếp|tiếp theo)|(?:qua|sang) tháng(?! (?:sau|tới|này|\\d)))",
    ),
    read: ({ month }, context) => relativeMonth(context, month ?? ""),
  },
  {
    pattern: pattern(
      `(?<edge>đầu|giữa|cuối) (?:(?<month>tháng (?:này|sau|tới))|tháng (?<n>${MONTH_NUMBER})|tháng)`,
    ),
    read: ({ edge, month, n }, context) => {
      const number = readNumber(n);
      const named = number === undefined ? undefined : namedMonth(context, number);
      return partOfSpan(
        named ?? relativeMonth(context, month ?? "này"),
        EDGES[edge ?? ""] ?? "start",
      );
    },
  },
  {
    pattern: pattern(`tháng (?<n>${MONTH_NUMBER})(?! (?:lần|buổi))(?: năm (?<year>\\d{4}))?`),
    read: ({ n, year }, context) =>
      namedMonth(context, readNumber(n) ?? 1, year ? Number(year) : undefined),
  },
  {
    pattern: pattern("(?:mấy|vài) (?:hôm|ngày|bữa) (?:tới|nữa)"),
    read: (_groups, { now }) => daysSpan(now.startOf("day").plus({ days: 1 }), 3),
  },
];
