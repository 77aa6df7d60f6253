import { pattern } from "../pattern.ts";
import type { LinkPiece, PartPiece, PieceReader } from "./piece.ts";

const part = (name: PartPiece["name"], fromHour: number, toHour: number): PartPiece => ({
  type: "part",
  name,
  fromMinute: fromHour * 60,
  toMinute: toHour * 60,
});
const link = (value: LinkPiece["link"]): LinkPiece => ({ type: "link", link: value });

const NO = "(?:không|ko|k|kg|hok|hông|chẳng|chưa)";

// "toi" without marks is mostly "tôi" (I); beside a day or after an hour it is evening.
const PLAIN_EVENING =
  "(?<=\\d ?(?:h|g|gio)(?: ?\\d{2})? (?:ruoi )?)toi(?! (?:co|se|muon|den|qua|di|ranh|khong|ko|can))|toi(?= (?:nay|mai|hom|thu [2-7]|thu (?:hai|ba|tu|nam|sau|bay)|t[2-7]|cn|chu nhat|ngay))|(?<=buoi )toi";

// "Sang" without its mark is mostly "to go over"; an hour before it or a day after it makes it morning.
const PLAIN_MORNING =
  "(?<!(?:đổi|chuyển|dời|lùi|chỉnh|chạy|ghé|đi)(?: [\\p{L}\\d:/]+){0,6} )(?:sang(?= *(?:$|[.,;!?/-]|(?:som|mai|mot|moi|nay|hom|thu|t[2-7]|cn|chu nhat|ngay|\\d|dc|duoc|nha|nhe|hoac|hay|va|den|tu|luc|khoang|tam)(?![\\p{L}])))|(?<=\\d ?(?:h|g|gio)(?: ?\\d{2})? (?:ruoi )?|(?:buoi|cac|moi) )sang)";

export const viParts: readonly PieceReader[] = [
  {
    pattern: pattern("(?:buổi )?sáng sớm|sớm (?:mai|sáng)(?= )|đầu giờ sáng"),
    read: () => part("morning", 6, 9),
  },
  { pattern: pattern("cuối giờ sáng|gần trưa|sát trưa"), read: () => part("morning", 10, 12) },
  {
    pattern: pattern(
      `(?:vào |trong )?(?:nửa |giữa )?(?:buổi )?(?:@sáng(?: sáng)?|@ság|${PLAIN_MORNING})(?! hơn)`,
    ),
    read: () => part("morning", 6, 12),
  },
  {
    pattern: pattern("(?:vào |trong )?(?:buổi )?(?:nghỉ )?trưa(?: trưa)?"),
    read: () => part("noon", 11, 14),
  },
  { pattern: pattern("đầu giờ chiều|đầu chiều"), read: () => part("afternoon", 13, 15) },
  {
    pattern: pattern("cuối giờ chiều|cuối chiều|chiều muộn|xế chiều|chiều tối"),
    read: () => part("afternoon", 16, 19),
  },
  {
    pattern: pattern(
      "(?:vào |trong )?(?:buổi )?(?:chiều|chìu|chìuu)(?: (?:chiều|chìu))?(?! (?:cao|dài|rộng|hơn|theo|ý))",
    ),
    read: () => part("afternoon", 12, 18),
  },
  {
    pattern: pattern(
      `(?:vào |trong )?(?:chập |sẩm |buổi )?@tối(?: @tối)?(?! (?:hơn|đa|thiểu|ưu))|${PLAIN_EVENING}`,
    ),
    read: () => part("evening", 18, 24),
  },
  {
    pattern: pattern("(?:ban |buổi )?(?:@đêm|khuya)|(?<=(?:ban|h|gio) )dem"),
    read: () => part("night", 20, 24),
  },
  { pattern: pattern("(?:trong )?giờ hành chính"), read: () => part("noon", 8, 17) },
  {
    pattern: pattern(
      "(?:sau|hết|ngoài) giờ (?:làm(?: việc)?|hành chính|tan sở|tan tầm)|(?:sau khi |lúc )?tan (?:làm|sở|tầm|ca|học|trường)|(?:sau khi )?đi làm về|làm về",
    ),
    read: () => part("evening", 17, 21),
  },
];

export const viLinks: readonly PieceReader[] = [
  { pattern: pattern("trước|trc|sớm hơn(?= \\d)"), read: () => link("before") },
  {
    pattern: pattern("(?:muộn|trễ|chậm) nhất(?: là)?|không (?:muộn|trễ) hơn"),
    read: () => link("by"),
  },
  {
    pattern: pattern("(?:từ )?sau|(?:muộn|trễ) hơn(?= \\d)|@quá"),
    read: () => link("after"),
  },
  {
    pattern: pattern("(?:sớm nhất|không sớm hơn|sớm lắm)(?: là| cũng)?"),
    read: () => link("from"),
  },
  { pattern: pattern("từ"), read: () => link("from") },
  {
    // "Tới 5h thôi", "rảnh tới 5h": an end; "em tới 5h" comes at five.
    pattern: pattern(
      "cho (?:đến|tới)|(?:đến|@tới)(?= (?:khoảng |tầm )?\\d{1,2} ?(?:h|g|giờ) ?\\d{0,2}(?: ?rưỡi)?(?: (?:sáng|trưa|chiều|tối))? (?:thôi|là (?:cùng|hết|về|phải)))|(?<=(?:rảnh|trống|tiện|chỉ(?: \\p{L}+)?) )(?:đến|@tới)(?= (?:khoảng |tầm )?\\d)|(?:đến|@tới)(?= hết (?:tuần|tháng))",
    ),
    read: () => link("until"),
  },
  { pattern: pattern("đến|@tới"), read: () => link("to") },
  { pattern: pattern("trong khoảng|giữa"), read: () => link("between") },
  { pattern: pattern("và|với|vs"), read: () => link("and") },
  { pattern: pattern("hoặc(?: là)?|hay(?: là)?"), read: () => link("or") },
  {
    pattern: pattern("trở (?:lại|về trước|xuống)|đổ (?:lại|về trước)"),
    read: () => link("at_latest"),
  },
  { pattern: pattern("trở đi|trở lên|đổ đi|về sau"), read: () => link("onwards") },
  {
    pattern: pattern(
      "(?<=[,.…!] ?)(?:à|ấy|ủa|í)(?= (?:\\d|thứ|t[2-7]|cn|mai|mốt|ngày|sáng|chiều|tối|trưa)(?!\\p{L}))|à (?:không|ko|k|hok|hông|hong)|ủa không|ấy không|à nhầm|nhầm|lộn|í lộn|à quên|ủa lộn|ấy chết|ủa nhầm|ý em là|ý mình là|à thôi|thôi(?: thì)?|đổi lại(?: là| thành)?|chuyển (?:qua|sang|thành)|đổi (?:qua|sang|thành)|dời (?:qua|sang|đến)|(?<=(?:đổi|chuyển|dời|lùi)(?: [\\p{L}\\d:/]+){1,6} )(?:sang|qua|thành)",
    ),
    read: () => link("correct"),
  },
  {
    pattern: pattern(
      `(?:@đừng|dung)(?: (?:đặt|lấy|vào|chọn))|@đừng|dung (?=(?:thu|t\\d|cn|chu nhat|ngay) ?)|trừ(?: ngày)?|ngoại trừ|tránh|thay vì|${NO} (?:phải|muốn|thích|lấy|chọn|đặt)(?: (?:là|đi))?`,
    ),
    read: () => link("not"),
  },
  {
    pattern: pattern(
      `(?:đang |bị |có )?(?:bận|kẹt|vướng)(?: (?:việc|lịch|mất))?|${NO} (?:thể |có )?(?:đi|đến|tới|qua|ghé)|${NO} (?:thể |có )?(?:(?:đi|đến|tới|qua|ghé|làm) )?(?:được|dc|đc|rảnh|kịp|ổn|tiện|phù hợp|hợp)`,
      // "Thứ 2 em học", "t6 đi làm", but no "thứ 2 em làm răng".
      "(?:mắc |phải |có )?(?:đi (?:học|làm|công tác|du lịch|vắng)|học|có tiết|trực|làm ca|về quê|mắc (?:việc|công chuyện)|có (?:việc|hẹn|lịch) (?:rồi|mất))(?= *(?:$|[.,;!?]|rồi|mất|mà|nên|hết|cả ngày|tới|đến|nha|ạ|nhé|(?:không|ko|k|hok|hông) (?:qua|đến|tới|đi|ghé)))",
    ),
    read: () => link("not_possible"),
  },
];
