import { pattern, rawPattern } from "../pattern.ts";
import { HOUR_EN } from "./number-words.ts";
import type { PieceReader, PieceValue } from "./piece.ts";

const nothing = (): PieceValue => ({ type: "nothing" });
const PLACE =
  "đường|phố|hẻm|ngõ|ngách|kiệt|quận|phường|q|số nhà|nhà số|tầng|lầu|phòng|tòa|căn hộ|@căn|cơ sở|chi nhánh|khu|@ấp|@tổ|room|floor|suite|district|ward|apartment|apt|unit|highway|route|street|road|building";
const UNIT_OF_MONEY = "k|nghìn|ngàn|ng|tr|triệu|củ|đ|vnd|vnđ|đồng|usd|dollars?|bucks|%";
const COUNTED = "cái|chiếc|lựa chọn|phương án|lần|option|khung giờ|người|mục|dòng|bé|đứa|con";

/** What carries numbers or day names without naming a time: phones, prices, addresses, ordinals, set phrases. */
export const notATime: readonly PieceReader[] = [
  {
    pattern: rawPattern("(?<![\\p{L}\\d/])(?<all>\\+?\\(?\\d[\\d .()-]{7,}\\d)(?![\\p{L}\\d/:])"),
    read: ({ all = "" }) => {
      const digits = all.replace(/\D/gu, "");
      const isPhone =
        digits.length >= 9 && digits.length <= 13 && /^[+0(]|^\d{3}[ .-]\d{3}/u.test(all);
      return isPhone ? nothing() : null;
    },
  },
  {
    pattern: rawPattern(`(?<![\\p{L}\\d])\\d+(?:[.,]\\d+)* ?(?:${UNIT_OF_MONEY})(?![\\p{L}\\d])`),
    read: nothing,
  },
  {
    pattern: pattern(
      "\\d{1,2}[/.-]\\d{1,2}[/.-]19\\d{2}|(?:dob|d\\.o\\.b\\.?|birthday|date of birth|birth ?date|ngày sinh|sinh nhật)(?: is| là)?:? ?\\d[\\d/.-]*|(?:sinh|sn) (?:ngày |năm )?\\d[\\d/.-]*|born (?:on |in )?\\d[\\d/.-]*",
    ),
    read: nothing,
  },
  { pattern: rawPattern("\\$ ?\\d+(?:[.,]\\d+)*"), read: nothing },
  {
    pattern: pattern(`(?:${PLACE})\\.? ?(?:số )?\\d+(?:[/.-]\\d+)*\\p{L}?(?: tháng \\d+)?`),
    read: nothing,
  },
  {
    pattern: pattern(
      "(?:đường|phố|quận|phường|cách mạng|cmt) (?:ba tháng hai|ba mươi tháng tư|tháng (?:tám|8)|ba tháng 2)",
      "\\d+[/.]\\d+ (?:street|st|road|avenue)",
    ),
    read: nothing,
  },
  {
    // A house is in no street that is a date: "ở 12/5", "12/5 Nguyễn Trãi".
    pattern: pattern(
      "(?:nhà (?:em|mình|tôi|anh|chị) )?(?:ở|tại|địa chỉ|đ/c|đc:|hẻm|ngõ) (?:số )?\\d+(?:/\\d+)+\\p{L}?",
      "\\d+(?:/\\d+)+\\p{L}? (?:nguyễn|trần|lê|phan|phạm|hoàng|huỳnh|võ|đặng|bùi|ngô|đinh|hai bà trưng|điện biên|cách mạng|lý thường|bạch đằng|quang trung)(?!\\p{L})",
      "(?:wifi|mạng|sim) \\dg|\\d{1,2}/10(?= (?:service|clinic|experience|điểm))",
      "(?:sáng|trưa|chiều|tối|đêm) qua(?= (?:(?:em|e|mình|tôi|anh|chị|bé) )?(?:bị|đau|nhức|sưng|chảy|mới|đã|có|nhắn|gọi|thấy|ngủ|răng))",
      // Small talk of today's weather or mood names no day to come.
      "(?:trời|thời tiết|sài gòn|hà nội|ngoài đường)(?: (?:sài gòn|hà nội|bên mình|ngoài đường))? (?:hôm nay|bữa nay|nay|sáng nay|chiều nay|tối nay)(?= (?:(?:thật|lại|hơi|cũng|sao|mà|rất) ){0,2}(?:nóng|lạnh|mưa|nắng|đẹp|oi|mát|rét|gió|bão|âm u|ngập|nồm|đông))",
      "(?:hôm nay|bữa nay|nay|sáng nay|chiều nay|tối nay)(?= (?:(?:trời|thời tiết|sài gòn|hà nội|ngoài đường|bên mình|thật|lại|hơi|cũng|sao|mà|rất) ){0,3}(?:nóng|lạnh|mưa|nắng|oi bức|oi|mát|rét|bão|âm u|ngập|nồm)(?: (?:gắt|rát|cắt da))?(?: (?:quá|ghê|dữ|thật|to|lớn|vậy|nhỉ|ha|hả|hen|ta)(?!\\p{L})| *[.!?]*$))",
      "(?:how (?:are|is|was)|how's) (?:you|it|everything|everyone|things|life|your day)(?: all| doing| going| been)? (?:today|tonight|this (?:morning|afternoon|evening))|(?:hope|trust) (?:you(?:'re| are)|all is)(?: (?:doing|all|feeling))? (?:well|good|great|fine|ok) (?:today|tonight|this (?:morning|afternoon|evening))",
      "(?:(?:it's|it is|weather is|weather's|what a|such a)(?: (?:so|really|very|too|quite|pretty|a|an)){0,2} (?:gorgeous|lovely|beautiful|nice|great)|(?:it's|it is|weather is|weather's|so|really|very|too) (?:so |really |very |too |quite |pretty )?(?:hot|cold|rainy|sunny|humid|windy|freezing|warm|chilly))(?: (?:out|outside|day|weather|here))* (?:today|tonight|this (?:morning|afternoon|evening))",
      "sang (?:trọng|chảnh|bên|đó|đây|chỗ|nhà|phòng|tên|xịn)",
      "(?:i|we|they|he|she) wed|mon (?:ami|amour|dieu|ch[eé]ri|cher)e?s?|sun (?:kissed|care|cream|lotion)",
    ),
    read: nothing,
  },
  {
    pattern: pattern(
      "#\\d+",
      "số \\d+/\\d+",
      "(?:1/[2-4]|[23]/[34]) (?:hàm|gói|giá|mặt|ca|liệu trình|viên|đầu|người|price|day|hour|session|pill)",
      "\\d+(?: ?, ?\\d+)* (?:street|st|avenue|ave|road|rd|boulevard)",
    ),
    read: nothing,
  },
  {
    pattern: pattern(
      `(?<!(?:tuần|tháng|ngày) (?:\\d|một|hai|ba|bốn) )(?:${COUNTED}) thứ (?:hai|ba|tư|năm|sáu|bảy|\\d)(?! tuần)`,
      "thứ (?:hai|ba) (?:là|nữa|vì)",
    ),
    read: nothing,
  },
  {
    pattern: pattern(
      "(?:the |this |that |which )?(?:first|second|third|fourth|last|one|two) (?:one|option|choice|slot|opinion|ones)",
      "(?:this|that|the|any|which|every|no|only|a good|last|another|each) one",
      "one (?:moment|more|of|thing|second|minute|last|person)|(?:for )?(?:the |my )?first (?:time|available|visit)|one day",
    ),
    read: nothing,
  },
  {
    pattern: pattern(
      "(?:mất|kéo dài|trong vòng|hết|cách|tốn|làm) (?:khoảng |tầm )?\\d+ ?(?:giờ|h|tiếng|phút|p)(?! (?:sáng|trưa|chiều|tối))",
      "\\d{1,3} ?(?:h|giờ) đồng hồ",
      "(?<=(?:sớm|muộn|trễ|chậm) hơn (?:khoảng |tầm )?|(?:lùi|đẩy|dời)(?: (?:lại|lên|xuống|thêm))? |(?:trễ|sớm) )[1-3] ?(?:h|g|giờ)(?! ?(?:\\d|sáng|trưa|chiều|tối|rưỡi))",
    ),
    read: nothing,
  },
  // How many visits, or how many of a weekday: no hour, though a day follows.
  {
    pattern: pattern(
      "(?<!(?:lúc|vào|tầm|khoảng) )\\d{1,2} ?(?:buổi|lần|suất|tiết|tuần|sessions|times|visits|lessons|classes)(?! (?:sáng|trưa|chiều|tối)(?!\\p{L}))",
      `(?<!(?:at|around|about|by|after|before|from|to|until|@) )(?:\\d{1,2}|${HOUR_EN})(?= (?:mon|tues|wednes|thurs|fri|satur|sun)days(?!\\p{L}))`,
      "\\d{1,2}(?= (?:thứ ?(?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]) (?:liên tiếp|liền|liên tục))",
      "x ?\\d{1,2}",
      "(?:lần|tập|đợt|kỳ) (?:số )?\\d{1,2}(?! ?(?:h|g|giờ)(?!\\p{L})|[:/])",
      "(?<=(?:lịch|lớp|ca|sáng|chiều|tối|các ngày) )(?:2[ ,-]?4[ ,-]?6|3[ ,-]?5[ ,-]?7)(?! ?(?:h|g|giờ|/|\\d))",
      "(?:2-4-6|3-5-7)(?= (?:lúc|sáng|chiều|tối|mỗi|hàng))",
    ),
    read: nothing,
  },
  { pattern: rawPattern("(?<![\\d/])24(?:h|/24|/7|h/24h?|/24h)(?:/7)?(?![\\d/])"), read: nothing },
  {
    pattern: pattern(
      "mai mốt|nay mai|một mai|xưa nay|lâu nay|dạo này|trước (?:nay|giờ|kia|đây|đó|khi|mặt|tiên|mắt)|hồi trước|lúc trước|sau (?:này|đó|khi|cùng|lưng)|(?:trước|sau) (?:đó|khi)|bữa giờ|(?:răng|hàm) (?:trước|sau|số \\d+)|năm (?:nay|ngoái|sau|trước)|quý \\d|tới (?:đây|luôn|nơi)|đến (?:đây|nơi|giờ|khi|được)|từ từ|từ (?:chối|đó)|thật ra|(?:sáng|trưa|chiều|tối) giờ|(?:bị |đau )?từ \\d+ (?:ngày|hôm|bữa|tuần) nay|tháng thứ \\d|sáng (?:bóng|suốt|da|mắt)|làm sáng|trắng sáng|\\d+ năm",
    ),
    read: nothing,
  },
  {
    pattern: pattern(
      "(?:bác sĩ|bs|cô|tên|tên là|dr|dr\\.|ms|ms\\.|miss|mrs) mai",
      "(?:up to|at least|at most|over) \\d{1,3}(?! ?(?:[ap]\\.?m|:|h|o'clock))",
      "(?:the )?\\d{1,2}(?:st|nd|rd|th) (?:ave\\p{L}*|floor|street|st|grade|class|opinion|visit|appointment|tooth|person|child|place|session|attempt|trimester)",
      "sun ?(?:bath\\p{L}*|damage|screen|block|spots?|burn|burnt|exposure|protection|tan)|the sun|(?:i|we|he|she) sat|sat (?:on|down|in|there|for)|sun set",
      "good (?:morning|afternoon|evening|night)|have a (?:good|great|nice) (?:day|night|evening|weekend|week|afternoon|morning)|chúc .{0,20}(?:buổi|ngày|tối|cuối tuần)[^.]{0,20}",
      "chào buổi (?:sáng|trưa|chiều|tối)|at (?:a couple|dozens|first|last|least|most|once|all)|the day(?= (?:of|is))|next time|last time",
    ),
    read: nothing,
  },
];
