import { detectLanguage } from "./detect-language.ts";
import { expandShorthand } from "./expand-shorthand.ts";
import { pattern } from "./pattern.ts";

/** Which bookings of a series a change is meant for: the one spoken of, it and those after it, or every one. */
export type SeriesScope = "one" | "following" | "all";

const VISITS_EN =
  "(?:sessions?|appointments?|bookings?|classes|class|lessons?|visits?|ones?|dates?|times?|events?)";
const VISIT_VI = "(?:buổi|lịch hẹn|lịch|cuộc hẹn|hẹn|ca|lần|lớp|suất|tiết)";
const DAY_EN =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?|today(?:'s)?|tomorrow(?:'s)?|tonight(?:'s)?";
const THAT_DAY_VI =
  "(?:này|nay|đó|ấy|kia|mai|hôm nay|hôm đó|tuần này|tuần sau|tuần tới|thứ (?:\\d|hai|ba|tư|năm|sáu|bảy)|t\\d|cn|chủ nhật|tới|ngày \\d+)";
const NO = "(?:not|don't|doesn't|isn't|never|không(?: phải)?|đừng|chưa|chẳng)";

/** Set phrases in which a word of scope means something else. */
const SET_PHRASES = pattern(
  "at all|all (?:day|night|week|morning|afternoon|evening|year|good|right|set|done|clear|the (?:best|time|way))|that(?:'s| is| will be|'ll be) all|after all|above all|first of all|all i (?:want|need)|not all that|thank you all|the rest of (?:the|my) (?:day|week)|all (?:together|in all)",
  "(?:leave|keep) (?:all )?(?:of )?(?:the )?(?:rest|others?|other ones)[^,.;]*",
  `(?:giữ(?: nguyên)?|để) (?:mấy|các|những) ${VISIT_VI} (?:kia|khác|còn lại|sau)|(?:mấy|các|những) ${VISIT_VI} (?:kia|khác|còn lại|sau) (?:thì )?(?:vẫn )?(?:giữ|để)|(?:tất cả|hết) (?:là )?(?:bao nhiêu|mấy)`,
  "hết (?:giờ|chỗ|lịch|tiền|hạn|buổi sáng|buổi chiều|buổi tối|bao nhiêu|bn|cỡ|tháng|tuần|đau|bệnh|rồi|sức|hồn|slot|chưa|bao lâu|mấy|thuốc|nước|hàng)|trước hết|trên hết|không .{0,20}chút nào hết|tất nhiên|tất bật",
  "just (?:one|this one) (?:more|question|thing|sec|second|moment|minute)|just a (?:sec|second|moment|minute)",
);
const NOT_ALL = pattern(
  `${NO} (?:\\p{L}+ ){0,2}(?:all(?: of (?:them|it|these|those))?|everything|every one|(?:the )?(?:whole|entire) series|tất cả|hết(?: luôn| cả)?|toàn bộ|mọi ${VISIT_VI}|cả (?:chuỗi|loạt|khóa|đợt))`,
);
const ALL_BUT = pattern(
  "(?:all|everything|every one|tất cả|hết|toàn bộ|mọi|các) [^.?!]{0,30}(?:except|but|apart from|other than|trừ|ngoại trừ|chừa)",
);

const FOLLOWING = pattern(
  `(?:and|&|\\+|plus) (?:all |every )?(?:of )?(?:the |those |that )?(?:following|future|later|subsequent|upcoming|remaining|rest|next ones|after(?: it| that| this)?|everything after|ones after)`,
  `(?:all |every |the |any )*(?:following|future|subsequent|remaining|later|upcoming) ${VISITS_EN}|all (?:upcoming|future|following|after)`,
  `(?:this |next )?(?:${DAY_EN}) onwards?`,
  `(?:all |everything |every ${VISITS_EN} |${VISITS_EN} )?(?:from|starting(?: from| with)?|as of) (?:now|here|then|there|this(?: one| week| ${VISITS_EN})?|that(?: one)?|next week|(?:next |this )?(?:${DAY_EN})|the \\d{1,2}(?:st|nd|rd|th)) (?:on(?:wards?)?|forward|and on)`,
  "going forward|the rest(?: of (?:them|the series|it|these))?|everything after(?:wards)?|all after (?:this|that)(?: one)?",
  `(?:kể )?từ (?:[\\p{L}\\d/]+ ){1,5}(?:trở đi|về sau|đổ đi|trở về sau)|(?:trở đi|về sau)`,
  `(?:và|với|cùng|cả)(?: tất cả| hết| toàn bộ| cả)? (?:các|những|mấy|mọi)? ?${VISIT_VI} (?:sau|tiếp theo|kế tiếp|còn lại|về sau|phía sau|sau đó|sau nữa)`,
  `(?:các|những|mấy|mọi|hết các|tất cả các) ${VISIT_VI} (?:sau|tiếp theo|kế tiếp|còn lại|tới|phía sau|sắp tới)`,
);
const ALL = pattern(
  `all(?: of)? (?:them|it|these|those|the ${VISITS_EN}|my ${VISITS_EN}|${VISITS_EN})|all|everything|every (?:one|single one|${VISITS_EN})|each (?:one|of them)|(?:the |this |my )?(?:whole|entire|full|complete) (?:series|thing|lot|course|set|schedule|package|programme|program)|the series|the lot|both(?: of them)?`,
  `tất cả|tất tần tật|toàn bộ|hết(?: tất cả| luôn| cả| sạch| đi| các| mọi| nhé| nha| ạ)|(?:hủy|đổi|dời|bỏ|chuyển|lùi|hoãn|xóa|cancel)(?: lịch| luôn)? (?:hết|tất)|cả (?:\\d{1,2}|hai|ba|bốn) ${VISIT_VI}|mọi ${VISIT_VI}|(?:các|những|mấy) ${VISIT_VI}(?: (?:này|đó|luôn|đã đặt))?|(?:cả|nguyên|trọn) (?:chuỗi|loạt|series|khóa|đợt|gói|lịch|liệu trình|dãy|lớp)|@hết`,
);
const ONE = pattern(
  `(?:just|only)(?: \\p{L}+)?(?: for| on)? (?:this|that|the)(?: (?:one|once|time|week|single|${VISITS_EN}|next one|first one|\\d{1,2}(?:st|nd|rd|th)|${DAY_EN}))+`,
  `(?:just|only)(?: (?:cancel|move|change|skip|shift|reschedule|for|on))* (?:(?:this|that|next|coming|this coming) )?(?:${DAY_EN}|week|week's)(?! (?:works?|is|are|afternoons?|mornings?|evenings?|or|and))`,
  `(?:just|only)(?: (?:cancel|move|change|skip|shift|reschedule|for|on))* (?:one|once|it|this|that|next week's)(?! (?:works?|is|are|if|time works))`,
  `(?:this|that|the one|(?:next |this )?(?:${DAY_EN})|one)(?: one| time| ${VISITS_EN}| week)? (?:only|alone|by itself)|a single (?:one|${VISITS_EN})|one time only|a one-?off|one-?time`,
  `(?:chỉ|riêng|mỗi|duy nhất|đúng)(?: (?:đổi|hủy|dời|bỏ|chuyển|lùi|hoãn|cần|muốn|có|mỗi|riêng|một|1|duy nhất|cái|em|mình))* (?:(?:cái )?${VISIT_VI}|hôm|ngày|bữa|tuần|cái)(?: (?:hẹn|học|tập))? ?${THAT_DAY_VI}`,
  `(?:chỉ|riêng|mỗi|duy nhất)(?: (?:đổi|hủy|dời|bỏ|chuyển|lùi|hoãn|một|1|có))* (?:thứ (?:\\d|hai|ba|tư|năm|sáu|bảy)|t\\d|cn|chủ nhật|hôm nay|ngày mai|(?:một|1|duy nhất) ${VISIT_VI}|cái này)`,
  `${VISIT_VI} (?:này|đó|ấy|hôm nay|ngày mai|mai|thứ \\d)(?: tuần (?:này|sau|tới))?(?: em| mình)? (?:thôi|mà thôi|là được|duy nhất)|(?:một|1|đúng 1|đúng một) (?:${VISIT_VI}|lần) (?:này )?(?:thôi|duy nhất)|(?:hôm|bữa|tuần|lần) (?:này|đó|nay|tới|sau) thôi|cái này thôi`,
);

const has = (text: string, words: RegExp): boolean => text.search(words) >= 0;

/**
 * Which bookings of a series a message means. "This and the following" is "following", whatever
 * else it names; one and all together, or all but one, is for a person to ask back: null.
 */
export const readSeriesScope = (message: string): SeriesScope | null => {
  const said = expandShorthand(message, detectLanguage(message)).replace(SET_PHRASES, "·");
  if (has(said, ALL_BUT)) return null;
  const text = said.replace(NOT_ALL, "·");
  if (has(text, FOLLOWING)) return "following";
  const all = has(text, ALL);
  if (has(text, ONE)) return all ? null : "one";
  return all ? "all" : null;
};
