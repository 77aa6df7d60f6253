import { pattern, toMatchable } from "./pattern.ts";

/** What makes a message one that people of the house want to see before it is answered. */
export type Grievance = "complaint" | "refund" | "haggling";

const words: Readonly<Record<Grievance, RegExp>> = {
  complaint: pattern(
    "khiếu nại|phàn nàn|thất vọng|bức xúc|(?:không|chưa|chẳng) (?:hề )?hài lòng|lừa đảo|lừa tiền|làm hỏng|bóc phốt|vô trách nhiệm|thiếu chuyên nghiệp|thiếu tôn trọng|làm ăn (?:kiểu gì|gì kỳ|chán|tắc trách)|khởi kiện|kiện ra (?:tòa|toà)|(?:bị|gây) biến chứng|coi thường khách",
    "(?:dịch vụ|thái độ|phục vụ|nhân viên|tay nghề|trải nghiệm)(?: \\p{L}+){0,3} (?:@tệ|@chán|kém|lồi lõm|khó chịu)|@tệ (?:quá|hại|thật)|quá @tệ|@chán (?:quá|thật)|một sao|1 sao",
    "complain(?:t|ts|ing|ed)?|unacceptable|disappoint(?:ed|ing|ment)|unprofessional|rip ?-?off|scam(?:med|mers?)?|(?:not|un) ?happy with|dissatisfied|botched|furious|rude|ruined my|one star|1 star|my lawyer|(?:i'll|i will|going to|gonna) sue",
    "(?:bad|poor|terrible|awful|horrible|worst) (?:service|experience|job|work|staff|treatment|attitude|clinic|place|customer service)|(?:service|staff|experience|visit|treatment|result|attitude)s? (?:was|is|were) (?:\\p{L}+ )?(?:terrible|awful|horrible|bad|poor|rude|a joke)",
  ),
  refund: pattern(
    "(?:hoàn|hoàn trả|hoàn lại|trả lại)(?: cho)?(?: (?:em|anh|chị|mình|tôi))?(?: lại)? (?:số )?(?:tiền|cọc)|(?:lấy|đòi|rút|nhận) lại (?:tiền|cọc)|đòi (?:tiền|cọc)",
    "refund(?:s|ed|able|ing)?|money back|charge ?back|(?:my|the) deposit back|reimburse(?:d|ment)?",
  ),
  haggling: pattern(
    "(?:giảm|bớt)(?: (?:cho )?(?:em|anh|chị|mình|tôi))? (?:giá|tiền|chút|xíu|tí|ít)|giảm (?:được )?(?:bao nhiêu|\\d+ ?%)|khuyến mãi|mã giảm|rẻ hơn|đắt quá|mắc quá",
    "discount(?:s|ed)?|cheaper|price match|promo(?: code)?|coupon|too expensive|lower (?:the )?price|better price",
  ),
};

const kinds = Object.keys(words) as readonly Grievance[];

/** The grievances a message has, in Vietnamese or English, with diacritics or without. */
export const readGrievances = (text: string): readonly Grievance[] => {
  const said = toMatchable(text);
  return kinds.filter((kind) => said.search(words[kind]) >= 0);
};
