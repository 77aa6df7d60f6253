import { type ChangeReason, changeReasons } from "#src/domain/change-reason.ts";
import { pattern, toMatchable } from "./pattern.ts";

/** In the order in which they count where a message gives several: what is most particular first. */
const words: readonly (readonly [ChangeReason, RegExp])[] = [
  [
    "provider_unavailable",
    pattern(
      "bác sĩ (?:bận|nghỉ|ốm|bệnh|đi công tác|không có mặt)|(?:nhân viên|thợ|thầy|cô giáo|kỹ thuật viên) (?:nghỉ|ốm|bận)",
      "(?:the )?(?:doctor|dentist|stylist|instructor|therapist|provider) (?:is|was|'s|will be) (?:ill|sick|away|unavailable|off|out)",
    ),
  ],
  [
    "booked_by_mistake",
    pattern(
      "(?:đặt|bấm|chọn|ghi|book) (?:\\p{L}+ )?(?:nhầm|lộn)|nhầm (?:lịch|ngày|giờ|dịch vụ)|(?:bị )?trùng lịch|đặt trùng",
      "(?:booked|made|chose|picked|clicked)(?: \\p{L}+){0,3} (?:by mistake|by accident|accidentally|in error|twice)|(?:by|my) mistake|wrong (?:day|date|time|service|appointment)|double[ -]booked|booked twice|duplicate",
    ),
  ],
  [
    "customer_ill",
    pattern(
      "(?:bị |đang |con |bé |mẹ |người )?(?:@ốm|cảm cúm|bị cảm|cảm lạnh|@sốt|nhập viện|nằm viện|cấp cứu|tai nạn|covid|mang thai|có thai|có bầu)|(?:bị|đang|con|bé) (?:bệnh|mệt)|không (?:được )?khỏe|mệt (?:quá|lắm)|sức khỏe không",
      "(?:i'm|i am|feeling|feel|got|been|is|are|my \\p{L}+ is) (?:\\p{L}+ )?(?:ill|sick|unwell|poorly)|not (?:feeling )?well|under the weather|fever|flu|covid|in (?:the )?hospital|hospitali[sz]ed|accident|pregnant|caught a cold",
    ),
  ],
  [
    "went_elsewhere",
    pattern(
      "(?:làm|khám|đặt|chọn|tìm|đi|tìm được|sang) (?:được |ở |bên |lịch )*(?:chỗ|nơi|bên|phòng khám|tiệm|cơ sở|trung tâm) khác|chỗ khác (?:rồi|gần|rẻ|tốt)",
      "(?:found|went|going|go|booked|chose|using|trying)(?: \\p{L}+){0,3} (?:elsewhere|somewhere else|another (?:clinic|place|salon|dentist|doctor|school|shop))|elsewhere|somewhere else|another (?:clinic|salon|dentist|provider)",
    ),
  ],
  [
    "too_expensive",
    pattern(
      "(?:giá|phí|chi phí)?(?: \\p{L}+)? ?(?:đắt|@mắc) (?:quá|tiền|lắm|so với)|(?:đắt|@mắc) quá|giá (?:hơi )?cao|chi phí (?:hơi )?cao|quá cao|không đủ tiền|chưa (?:có|đủ) tiền|kẹt tiền|hết tiền|ngoài (?:ngân sách|khả năng)|không đủ khả năng",
      "(?:too |quite |very |so )expensive|can(?:'t|not| not) afford|over (?:my )?budget|out of (?:my )?budget|costs? too much|price is too high|short on (?:money|cash)",
    ),
  ],
  [
    "cannot_travel",
    pattern(
      "mưa (?:to|lớn|quá|bão)|trời mưa|@bão|ngập|kẹt xe|tắc đường|hư xe|hỏng xe|xe hư|xe hỏng|không có xe|lỡ (?:xe|chuyến|tàu)|hoãn chuyến|xa quá",
      "traffic|storm|typhoon|flood(?:ed|ing)?|heavy rain|(?:my )?car (?:broke|won't|is broken|trouble)|no (?:ride|car|transport)|flight (?:is |was |got )?(?:delayed|cancel(?:l)?ed)|train (?:is |was )?(?:late|delayed|cancel(?:l)?ed)|too far",
    ),
  ],
  [
    "customer_cannot_attend",
    pattern(
      "@bận|(?:bị|đang|hơi|rất|quá|em|anh|chị|tôi|mình|việc|lại|nên) bận|không (?:thể )?(?:đi|đến|tới|qua|ghé|tham gia)(?: \\p{L}+)? ?(?:được)?|đi không được|không sắp xếp được|chưa sắp xếp|kẹt (?:lịch|việc|họp|công việc)|có việc|việc (?:gấp|đột xuất|gia đình|riêng)|đột xuất|đi công tác|đi xa|về quê|có (?:cuộc )?họp|phải (?:họp|làm|đi|trông)|đám (?:tang|cưới|giỗ|ma)|vướng (?:lịch|việc)|tăng ca|nhà có",
      "(?:can't|cannot|can not|couldn't|won't|unable to|not able to|will not)(?: be able to)? (?:make|come|attend|go|be there|get there)|(?:i'm|i am|too|very|so|am|be|is|get) busy|busy|something (?:has )?(?:came|come) up|meeting|work(?:ing)? (?:late|trip|thing|emergency)|at work|on a trip|business trip|out of town|travell?ing|family (?:emergency|matter|thing)|emergency|funeral|wedding|conflict|not available|unavailable|other plans|have to work",
    ),
  ],
  [
    "no_longer_needed",
    pattern(
      "không (?:còn )?(?:cần|muốn|có nhu cầu)(?: \\p{L}+)? ?(?:nữa|đặt|làm)?|(?:khỏi|hết|đỡ) (?:đau|bệnh|rồi|sưng)|khỏi rồi|đổi ý|thay đổi ý|suy nghĩ lại|để (?:khi khác|sau|lần sau)|thôi (?:em |anh |chị |mình )?(?:không|khỏi)",
      "(?:don't|do not|no longer|not) (?:\\p{L}+ )?(?:need|want|interested)|changed my mind|change of mind|(?:feel|feeling|doing|am|is|all) (?:much )?better|pain (?:is |has )?(?:gone|went)|not necessary|having second thoughts|maybe later|some other time",
    ),
  ],
];

/**
 * The reason somebody gives for moving or cancelling an appointment, in Vietnamese or English, with
 * diacritics or without; a code stands for itself. Null: nothing is said; `other`: something else.
 */
export const readChangeReason = (text: string): ChangeReason | null => {
  const said = text.trim();
  if (said === "") return null;
  const code = changeReasons.find((reason) => reason === said);
  if (code) return code;
  const matchable = toMatchable(said);
  return words.find(([, pattern]) => matchable.search(pattern) >= 0)?.[0] ?? "other";
};
