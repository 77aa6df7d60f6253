import { pattern } from "../pattern.ts";
import type { PieceReader } from "./piece.ts";

const NUMBER =
  "(?:\\d{1,2}|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|hai mươi|ba mươi|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)";
const FIRST = "(?:(?:ngày |hôm )?(?:mùng|mồng|mung|mong) |ngày |hôm )";
const MOON = "(?:âm(?: lịch)?|âl|al)";

/** Days of the lunar calendar: found, so that they are asked about and never taken for solar ones. */
export const lunarDays: readonly PieceReader[] = [
  {
    pattern: pattern(
      `${FIRST}?${NUMBER}(?:/\\d{1,2}| tháng (?:\\d{1,2}|giêng|chạp|${NUMBER}))? ${MOON}`,
      `${FIRST}?${NUMBER} tháng (?:giêng|chạp)(?: ${MOON})?`,
      `${FIRST}?${NUMBER} tết(?: ${MOON})?`,
      `(?:ngày |hôm |đúng )?rằm(?: (?:này|tới|sau|tháng (?:giêng|này|sau|tới|chạp|\\d{1,2}|${NUMBER})))?(?: ${MOON})?`,
      "(?:trước|sau|qua|ra|trong|dịp|gần|cận|giáp|nghỉ|đêm|tối|ngày) tết(?: (?:nguyên đán|tây|ta|âm(?: lịch)?))?|(?:đêm |tối |ngày )?giao thừa",
    ),
    read: (_groups, { now }) => ({
      type: "day",
      day: now.startOf("day"),
      certain: false,
      lunar: true,
    }),
  },
];
