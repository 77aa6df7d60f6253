import { pattern, rawPattern } from "../pattern.ts";
import { dayOfMonth, daysAhead, daysSpan, monthDay, weekdayPiece } from "./calendar.ts";
import { readNumber, TENS_VI } from "./number-words.ts";
import type { DayPiece, PieceReader } from "./piece.ts";

const DAY_NUMBER = `\\d{1,2}(?!\\d)|${TENS_VI}|một|hai|ba|bốn|tư|năm|@sáu|bảy|tám|chín`;
const MONTH =
  "\\d{1,2}(?!\\d)|giêng|chạp|mười một|mười hai|mười|một|hai|ba|bốn|tư|năm|@sáu|bảy|tám|chín";
const WEEKDAY =
  "(?:(?:thứ|thư|thú|thus|t) *|(?<!\\d ?)th ?)(?<digit>[2-7])(?! *(?:(?:h|g|giờ)(?!\\p{L}| (?:như|đó|cũ|này|ấy|y))|:))|(?:thứ|thư|thú) (?<word>hai|ba|tư|năm|sáu|bảy|bẩy)|(?<sunday>(?:chủ|chúa) (?:nhật|nhựt)|cn|c\\.n)";
/** Which week: this one, the next, the one after it, the last. */
export const WEEK =
  "tuần (?:này|nay|ni|nì|nè|hiện tại)|(?:tún|tùn) (?:nì|này|nay|ni)|tuần (?:sau|tới|kế tiếp|kế) nữa|(?:tuần|tún|tùn) (?:sau|tới|kế tiếp|kế|tiếp theo|tiếp|sắp tới)|tuần (?:trước|vừa rồi|rồi|qua)|(?:qua|sang) tuần(?! (?:sau|tới|này|nay|kế|tiếp))";

/** Weeks from this one for the words of {@link WEEK}. */
export const weekOffset = (words: string): number => {
  if (/n(?:ữ|u)a$/u.test(words)) return 2;
  if (/(?:này|nay|n[iì]|nè|ne|hiện tại|hien tai)$/u.test(words)) return 0;
  return /(?:trước|truoc|rồi|roi|qua)$/u.test(words) ? -1 : 1;
};

const SOLAR = " (?:tây|dương(?: lịch)?|dl)";

/** "Mùng 5" is the fifth of either calendar. */
const maybeLunar = (date: DayPiece): DayPiece => ({ ...date, certain: false });

// "Thứ 2 4 6", "t3,5": each digit after the first is a weekday too, unless it counts or is an hour.
const LISTED = "(?<!\\p{L})(?:thứ|thú|t) ?[2-7]";
const NEXT = "(?: ?[,&-] ?| )";
const GAP = "(?: ?[,&] ?| )?";
const DIGIT = "(?:- ?|(?<!\\d))";
const LIST_GOES_ON =
  "(?![\\d/:.]| ?(?:h|g|giờ|k|người|ng|bạn|đứa|bé|em|con|chỗ|vé|suất|slot|sân|bàn|ca|phòng|tr|triệu|khách|tiếng|phút|p|buổi|lần|tuần|tháng|ngày|am|pm)(?!\\p{L}))";

const weekdayNumber = (groups: Readonly<Record<string, string | undefined>>): number =>
  groups.sunday ? 7 : (readNumber(groups.digit ?? groups.word) ?? 9) - 1;

export const viDays: readonly PieceReader[] = [
  {
    pattern: pattern("(?:ngày )?(?:hôm|hum|hnay|bữa|ngày) nay|hnay|nay"),
    read: (_groups, context) => daysAhead(context, 0),
  },
  {
    pattern: pattern("(?:ngày )?(?:mai|@mơi)|(?<=(?:ngày|sáng|trưa|chiều|tối) )mơi"),
    read: (_groups, context) => daysAhead(context, 1),
  },
  {
    pattern: pattern(
      "(?:ngày|hôm|bữa) (?:mốt|mơi mốt)|ngày kia|@mốt|(?<=(?:sáng|trưa|chiều|tối) )mốt",
      // "Mot" without marks is "one" too, so what follows must make it a day.
      "(?<=(?:^|[.,;!?]) ?)mot(?= (?:\\d|luc|sang|trua|chieu|toi|nha|nhe|dc|duoc|di|(?:em|e|minh|toi|chi|anh) (?:qua|ghe|den|toi|ranh|di|sang)(?!\\p{L})))",
    ),
    read: (_groups, context) => daysAhead(context, 2),
  },
  { pattern: pattern("hôm qua|ngày hôm qua"), read: (_groups, context) => daysAhead(context, -1) },
  { pattern: pattern("hôm kia|bữa kia"), read: (_groups, context) => daysAhead(context, -2) },
  {
    pattern: pattern("(?<n>\\d{1,2}|hai|ba|bốn|năm|vài) (?:ngày|hôm|bữa) (?:nữa|sau)"),
    read: ({ n }, context) => daysAhead(context, readNumber(n) ?? 0),
  },
  {
    pattern: pattern("(?<n>\\d{1,2}|một|hai|ba|bốn) tuần nữa"),
    read: ({ n }, context) => daysAhead(context, 7 * (readNumber(n) ?? 0)),
  },
  {
    pattern: pattern(
      "(?:trong )?(?<n>\\d{1,2}|hai|ba|bốn|năm|sáu|tám|vài) (?<unit>ngày|tuần) (?:tới|tiếp theo|sắp tới)",
    ),
    read: ({ n, unit }, { now }) =>
      daysSpan(
        now.startOf("day").plus({ days: 1 }),
        (readNumber(n) ?? 1) * (unit?.startsWith("t") ? 7 : 1),
      ),
  },
  {
    pattern: pattern(
      `(?:ngày )?(?:${WEEKDAY})(?<nearest> (?:này|(?:sắp )?tới(?! \\d))(?! (?:thứ|t\\d|cn|chủ|chúa|ngày|cuối|hết|\\d[/-])))?(?: (?:của )?(?<week>${WEEK}))?`,
    ),
    read: (groups, context) => {
      const weekday = weekdayNumber(groups);
      const { week, nearest } = groups;
      if (week) return weekdayPiece(context, weekday, weekOffset(week));
      return nearest && context.now.weekday === weekday && /n/u.test(nearest)
        ? daysAhead(context, 0)
        : weekdayPiece(context, weekday);
    },
  },
  {
    pattern: rawPattern(
      `(?<=${LISTED}(?:${NEXT}[2-7]){1,4}${GAP})${DIGIT}(?<third>[2-7])${LIST_GOES_ON}|(?<=${LISTED}${GAP})${DIGIT}(?<second>[2-7])(?=${NEXT}[2-7]${LIST_GOES_ON})|(?<=${LISTED} ?, ?)(?<pair>[2-7])${LIST_GOES_ON}`,
    ),
    read: ({ third, second, pair }, context) =>
      weekdayPiece(context, weekdayNumber({ digit: third ?? second ?? pair })),
  },
  {
    pattern: pattern(`(?:${WEEKDAY}) sau(?! \\d)`),
    read: (groups, context) => weekdayPiece(context, weekdayNumber(groups), 1),
  },
  {
    pattern: pattern(
      `(?:${WEEKDAY}) (?:vừa rồi|rồi(?! (?:đặt|dời|đổi|chuyển|hẹn|mình|em|e|qua|tính))|trước|tuần trước)`,
    ),
    read: (groups, context) => {
      const next = weekdayPiece(context, weekdayNumber(groups));
      return { type: "day", day: next.day.minus({ weeks: 1 }), certain: true };
    },
  },
  {
    pattern: pattern(
      `(?:(?:ngày |hôm )?(?<first>mùng|mồng) |ngày |hôm )?(?<day>${DAY_NUMBER}) ?(?:tháng|thg) ?(?<month>${MONTH})(?! (?:lần|buổi)(?!\\p{L}))(?:,? năm (?<year>\\d{4}|\\d{2}))?(?:[ /-](?<bare>\\d{4}))?(?<solar>${SOLAR})?`,
    ),
    read: ({ first, day, month, year, bare, solar }, context) => {
      const said = year ?? bare;
      const date = monthDay(
        context,
        readNumber(day) ?? 0,
        readNumber(month) ?? 0,
        said ? Number(said) : undefined,
      );
      return first && !said && !solar ? maybeLunar(date) : date;
    },
  },
  {
    pattern: pattern(
      `(?:(?:ngày |hôm )?(?<first>mùng|mồng) |ngày |hôm )(?<day>${DAY_NUMBER})(?! *(?:lần|viên|buổi|ca|cái|bữa|ly|giờ|tiếng|h)(?!\\p{L}))(?<solar>${SOLAR})?`,
    ),
    read: ({ first, day, solar }, context) => {
      const date = dayOfMonth(context, readNumber(day) ?? 0);
      return first && !solar ? maybeLunar(date) : date;
    },
  },
  {
    pattern: pattern(`(?<day>${DAY_NUMBER})${SOLAR}`),
    read: ({ day }, context) => dayOfMonth(context, readNumber(day) ?? 0),
  },
  {
    pattern: pattern("(?<n>\\d{1,2}|nửa|một|hai|ba) tháng nữa"),
    read: ({ n }, context) => {
      const months = readNumber(n) ?? 1;
      if (months < 1) return daysAhead(context, 15);
      return { type: "day", day: context.now.startOf("day").plus({ months }), certain: true };
    },
  },
  {
    pattern: pattern(
      `(?:ngày |hôm )?(?:mùng |mồng )?(?<day>${DAY_NUMBER}) (?<month>tháng (?:sau|tới|này))`,
    ),
    read: ({ day, month }, context) => {
      const first = context.now.startOf("month").plus({ months: month?.endsWith("y") ? 0 : 1 });
      return monthDay(context, readNumber(day) ?? 0, first.month, first.year);
    },
  },
  {
    pattern: pattern(
      "ngày (?<end>đầu tiên|cuối cùng|cuối) (?:của )?tháng (?<month>\\d{1,2}|này|sau|tới)",
    ),
    read: ({ end, month }, context) => {
      const start = context.now.startOf("month");
      const number = readNumber(month);
      const offset = /(?:này|nay)$/u.test(month ?? "") ? 0 : 1;
      const first =
        number === undefined ? start.plus({ months: offset }) : monthDay(context, 1, number).day;
      return {
        type: "day",
        day: /^(?:đ|d)/u.test(end ?? "") ? first : first.endOf("month").startOf("day"),
        certain: true,
      };
    },
  },
];
