import { pattern } from "../pattern.ts";
import { clockPiece, shiftedClock } from "./clock-piece.ts";
import { HOUR_VI, readNumber, TENS_VI } from "./number-words.ts";
import type { PieceReader } from "./piece.ts";

// "chín" runs into "h" as "chính", so an hour in words needs its space.
const HOUR = `\\d{1,3}|(?:${HOUR_VI})(?= )`;
const UNIT = "(?:giờ|h|g)";
const MINUTES = `\\d{1,2}|năm|${TENS_VI}`;
const ABOUT = "(?<=(?<!\\p{L})(?:vào|lúc|tầm|khoảng|cỡ|hẹn|ca) )";

export const viClocks: readonly PieceReader[] = [
  {
    pattern: pattern(
      `(?<h>${HOUR}) ?${UNIT}(?: ?(?<m>\\d{2})(?! *(?:/|\\d|(?:người|ng|bạn|khách|k)(?!\\p{L})))(?: ?(?:phút|p|'))?| ?(?<short>\\d)(?: ?(?:phút|p)))?`,
    ),
    read: ({ h, m, short }) => {
      const minute = m ?? short;
      const hour = readNumber(h) ?? 99;
      // A leading zero is 24-hour notation: "09h" is never 21:00.
      const half = h?.startsWith("0") ? "24h" : "open";
      return clockPiece(hour, minute === undefined ? undefined : Number(minute), half);
    },
  },
  {
    pattern: pattern(`(?<h>${HOUR_VI}) ${UNIT} (?<m>${MINUTES})(?: phút)?(?! (?:giờ|người))`),
    read: ({ h, m }) => clockPiece(readNumber(h) ?? 99, readNumber(m)),
  },
  {
    pattern: pattern(`(?<h>${HOUR}) ?(?:${UNIT} ?)?rưỡi`),
    read: ({ h }) => clockPiece(readNumber(h) ?? 99, 30),
  },
  {
    pattern: pattern(`(?<h>${HOUR}) ?${UNIT}? ?kém (?<m>${MINUTES})(?: ?(?:phút|p))?`),
    read: ({ h, m }) => shiftedClock(readNumber(h) ?? 99, -(readNumber(m) ?? 0)),
  },
  {
    pattern: pattern(
      `(?:kém (?<m>${MINUTES})(?: ?(?:phút|p))?(?: là)?,?|(?<m2>${MINUTES}) phút kém) (?<h>${HOUR}) ?${UNIT}`,
    ),
    read: ({ h, m, m2 }) => shiftedClock(readNumber(h) ?? 99, -(readNumber(m ?? m2) ?? 0)),
  },
  {
    pattern: pattern(`(?<m>\\d{1,2}) phút (?:nữa )?(?:là )?(?<h>${HOUR}) ${UNIT}`),
    read: ({ h, m }) => shiftedClock(readNumber(h) ?? 99, -(readNumber(m) ?? 0)),
  },
  {
    pattern: pattern(`${ABOUT}(?<n>\\d{1,2})(?![.,:/\\d])`),
    read: ({ n }) => ({ type: "number", value: Number(n), atHour: true }),
  },
  {
    pattern: pattern("(?:giữa trưa|12 ?(?:giờ|h) trưa|chính ngọ)"),
    read: () => clockPiece(12, undefined, "24h"),
  },
  {
    pattern: pattern("nửa đêm"),
    read: () => clockPiece(24, undefined, "24h"),
  },
  {
    pattern: pattern(
      "(?:khoảng |trong |tầm )?(?:(?<n>\\d{1,3}|nửa|một|hai|ba|bốn|mười lăm|ba mươi) ?(?<unit>phút|p|tiếng|giờ|h)|(?<one>tiếng))(?<half> rưỡi)?(?: đồng hồ)? (?:nữa|sau)(?! (?:đó|khi))",
    ),
    read: ({ n, unit, one, half }, { now }) => {
      const amount = (one ? 1 : (readNumber(n) ?? 0)) + (half ? 0.5 : 0);
      const minutes = unit?.startsWith("p") ? amount : amount * 60;
      return { type: "moment", at: now.plus({ minutes }), kind: "instant" };
    },
  },
  {
    pattern: pattern(
      "càng sớm càng tốt|sớm nhất (?:có thể|được|có)|(?:ngay|liền) bây giờ|bây giờ luôn|ngay lập tức|(?<=qua |đến |tới )(?:ngay|liền)(?= *(?:$|[.,!?]|được))",
    ),
    read: (_groups, { now }) => ({ type: "moment", at: now, kind: "after" }),
  },
];
