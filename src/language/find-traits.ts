import { detectLanguage } from "./detect-language.ts";
import { expandShorthand } from "./expand-shorthand.ts";
import { loosen, matchesOf, pattern, rawPattern } from "./pattern.ts";

/** What a lead wants of the person who serves them. */
export interface Traits {
  gender?: "female" | "male";
  /** ISO 639-1, in the order they were said; empty when none was. */
  languages: string[];
}

const PERSON_EN =
  "(?:doctor|dr|dentist|therapist|masseuse|masseur|stylist|hairdresser|hair ?stylist|barber|nail tech(?:nician)?|technician|tech|trainer|coach|instructor|teacher|tutor|nurse|physio(?:therapist)?|provider|staff(?: member)?|person|specialist|beautician|consultant|assistant|employee|practitioner|lawyer|photographer|guide|worker|receptionist|gyn(?:a?ecologist)?|physician|surgeon|adviser|advisor|agent|expert|counsellor|counselor|psychologist|hygienist|caddie|caddy)s?";
const SOMEONE_EN = `(?:${PERSON_EN}|someone|somebody|anyone|anybody|who|one|people)`;
const PERSON_VI =
  "(?:bác sĩ|nha sĩ|dược sĩ|thợ(?: (?:nail|tóc|cắt tóc|làm móng|phun xăm|massage|mát xa|chụp(?: ảnh)?|chính))?|nhân viên|kỹ thuật viên|ktv|chuyên viên|chuyên gia|huấn luyện viên|hlv|pt|giáo viên|gv|giảng viên|hướng dẫn viên|y tá|y sĩ|điều dưỡng|stylist|barber|trainer|coach|tư vấn viên|lễ tân|gia sư|luật sư|trợ lý|trị liệu viên|masseur|therapist|bác sỹ|caddie)";
const SOMEONE_VI = `(?:${PERSON_VI}|người(?! nhà)|(?:bạn|cô|chị|anh|thầy) (?:nào|nhân viên)|ai|nữ|phụ nữ|woman|female)`;

const FEMALE = "(?:female|woman|women|lady|ladies)";
const MALE = "(?:male|man|men|gentleman)";
// After "want a woman", anything else makes the word part of a service: "a woman's haircut".
const ENDS_HERE =
  "(?= *(?:$|[.,;!?)]|(?:please|if|who|that|to|as|and|instead|only|then|today|tomorrow|on|at|this|next|with|rather|preferably|thanks|do|does|doing|available|working|there|here|speaking)(?!\\p{L})|\\p{L}+[- ]speaking))";
const WANTED_EN =
  "(?:by|with|want|prefer|preferably|need|would like|i'd like|i would like|rather have|rather|rather see|see|is there|are there|do you have|have you got|must be|should be|has to be|needs to be|to be|be|is|can|could|who is|who's|book|get)(?: (?:only|any|preferably|just|seen by|treated by))? (?:an? |another |the )?";

const femaleOrMale = (female: string, male: string): [RegExp, "female" | "male"][] => [
  [rawPattern(female), "female"],
  [rawPattern(male), "male"],
];

const genderEn = (word: string): string =>
  `(?<![\\p{L}'])(?:${word}(?: \\p{L}+[- ]speaking| (?:and|good|nice|experienced|senior|young|older|massage|yoga|nail|hair|personal|fitness|tennis|swimming|english))* ${PERSON_EN}|(?<!(?:i'm|i am|as|for|he is|she is|we are|he's|she's) (?:a )?)(?:${WANTED_EN})${word}${ENDS_HERE}|(?<!(?:i'm|i am|as|for|me,) (?:a )?)${word} (?:who|that|preferred|preferably|if possible|only|please))(?!\\p{L})`;
const NOT_GUEST_VI = "(?! ?(?:giới tính|khoa|khách))";
const genderVi = (word: string, plural: string): string =>
  `(?<![\\p{L}])(?:${PERSON_VI} (?:(?:phải |nên )?là |giới tính |massage |yoga |người )*(?:${word}|${plural})${NOT_GUEST_VI}|(?<!là )${word} ${PERSON_VI}|người (?:${plural}|${word}) (?:làm|khám|massage|tư vấn)|(?:bạn|cô|chị|anh|thầy) (?:nhân viên |nào )?(?:là )?${word} (?:nào|làm|khám|phục vụ|tư vấn|massage)|(?:cần|muốn|thích|ưu tiên|chọn|xin|để|do|cho|có)(?: (?:em|anh|chị|mình|tôi|bên|bạn|người|là|một|1|ai|con))* (?:${word}|${plural})(?: (?:làm|khám|massage|tư vấn|phục vụ|dạy|gội|chăm sóc|hướng dẫn|trị liệu|thực hiện)| ?(?:$|[.,;!?])| (?:nhé|nha|ạ|đi|được không|biết|nói|thôi)(?!\\p{L})))(?!\\p{L})`;

const genders: readonly (readonly [RegExp, "female" | "male"])[] = [
  ...femaleOrMale(genderEn(FEMALE), genderEn(MALE)),
  ...femaleOrMale(genderVi("nữ", "phụ nữ|con gái"), genderVi("nam", "đàn ông|con trai")),
];
const EITHER = rawPattern(
  `^ ?(?:or|and|hay(?: là)?|hoặc|và|/|lẫn) ?(?:an? )?(?:${MALE}|${FEMALE}|nam|nữ)(?!\\p{L})`,
);
const NEGATED = rawPattern(
  "(?<!\\p{L})(?:not|no|don't want|don't|without|không(?: (?:muốn|phải|thích|chịu|lấy|cần))?|đừng|tránh|trừ)(?: (?:an?|any|by|with|cho|để|lấy|là|want|be|em|mình))* $",
);
// Dr. Nam is a name; a male doctor is written small.
const NAM_AFTER_PERSON = new RegExp(loosen(`(?<=${PERSON_VI} )nam(?!\\p{L})`), "giu");

const OTHER = { female: "male", male: "female" } as const;

const findGender = (text: string): Traits["gender"] => {
  const said = genders.flatMap(([words, gender]) =>
    matchesOf(text, words).map((match) => {
      const start = match.index;
      if (text.slice(start + match[0].length).search(EITHER) >= 0) return undefined;
      return text.slice(0, start).search(NEGATED) < 0 ? gender : OTHER[gender];
    }),
  );
  const [first] = said;
  return said.every((gender) => gender === first) ? first : undefined;
};

const LANGUAGES: readonly (readonly [string, string, string])[] = [
  ["en", "english|eng", "anh"],
  ["vi", "vietnamese|viet", "việt"],
  ["zh", "chinese|mandarin|cantonese", "trung(?: quốc)?|hoa|tàu|quảng đông"],
  ["ja", "japanese", "nhật(?: bản)?"],
  ["ko", "korean", "hàn(?: quốc)?"],
  ["fr", "french", "pháp"],
  ["de", "german", "đức"],
  ["ru", "russian", "nga"],
  ["es", "spanish", "tây ban nha"],
  ["pt", "portuguese", "bồ đào nha"],
  ["it", "italian", "ý"],
  ["th", "thai", "thái(?: lan)?"],
  ["km", "khmer|cambodian", "khmer|khơ me|campuchia"],
  ["lo", "lao|laotian", "lào"],
  ["id", "indonesian", "indo(?:nesia)?"],
  ["ms", "malay", "mã lai"],
  ["hi", "hindi", "hindi|ấn(?: độ)?"],
  ["ar", "arabic", "ả rập"],
  ["nl", "dutch", "hà lan"],
  ["tl", "tagalog|filipino", "tagalog|philippines?"],
];
const NAME_EN = LANGUAGES.map(([, english]) => english).join("|");
const NAME_VI = LANGUAGES.map(([, , vietnamese]) => vietnamese).join("|");
const LIST_EN = `(?:${NAME_EN})(?:(?:,| and| or| &|/|, and|, or)? ?(?:${NAME_EN}))*`;
const LIST_VI = `(?:tiếng )?(?:${NAME_VI}|english)(?:(?:,| và| hoặc| hay| với|/| &) ?(?:tiếng )?(?:${NAME_VI}))*`;
const SPEAKS_EN =
  "(?:speaks?|speaking|fluent in|knows?|understands?|good at|communicate in|talks?(?: in)?)(?: (?:good|fluent|some|a little|basic|decent|at least|both|native|either))*";
const SPEAKS_VI =
  "(?:nói|biết|giỏi|thạo|thông thạo|rành|giao tiếp|sử dụng|dùng|hiểu|sành)(?: (?:được|tốt|giỏi|bằng|rành|chuẩn|lưu loát|nói|cả|thạo|dc|đc))*";

/** "Someone … speaks Korean"; a word that denies it or turns to us ends the phrase. */
const GAP_EN =
  "(?: (?!(?:i|you|we|u|me|not|never|doesn't|don't|can't|cannot|no)(?!\\p{L}))[\\p{L}'-]+){0,4}";
const GAP_VI = "(?: (?!(?:không|chưa|chẳng|em|tôi|mình|bạn|shop)(?!\\p{L}))[\\p{L}]+){0,5}";
const US_VI =
  "(?:em|tôi|mình|anh|chị|bạn|shop|ad|cháu|con|tớ|bên mình|bên bạn|không|chưa|chẳng|có)";
const CAN_YOU_VI = "(?! ?(?:được )?(?:không|hông|chứ|hả|à)(?!\\p{L}))";
const wanted: readonly RegExp[] = [
  pattern(
    `${SOMEONE_EN}${GAP_EN} ${SPEAKS_EN} (?<list>${LIST_EN})`,
    `(?<!(?:i'm|i am|we're|we are|you) (?:an? |all )?)(?<list2>${LIST_EN})[- ](?:speaking|speaker)`,
    `(?<!(?:an?|native|the) )(?<!you )(?:is|are|be) (?:fluent|good|comfortable) (?:in|at|with) (?<list3>${LIST_EN})`,
  ),
  pattern(
    `${SOMEONE_VI}${GAP_VI} ${SPEAKS_VI} (?<list>${LIST_VI})`,
    `(?<!${US_VI} )(?:biết|giỏi|thạo|thông thạo|rành|nói được|nói tốt|giao tiếp được) (?<list2>tiếng ${LIST_VI})${CAN_YOU_VI}`,
    `${PERSON_VI} (?<list3>tiếng ${LIST_VI})`,
  ),
];

const codes: readonly (readonly [string, RegExp])[] = LANGUAGES.map(([code, en, vi]) => [
  code,
  pattern(en, vi),
]);

const codesIn = (list: string): { code: string; at: number }[] =>
  codes.flatMap(([code, words]) => {
    const at = list.search(words);
    return at < 0 ? [] : [{ code, at }];
  });

const findLanguages = (text: string): string[] => {
  const said = wanted
    .flatMap((words) => matchesOf(text, words))
    .flatMap(({ index, groups = {} }) =>
      codesIn(groups.list ?? groups.list2 ?? groups.list3 ?? "").map(({ code, at }) => ({
        code,
        at: index + at,
      })),
    )
    .toSorted((a, b) => a.at - b.at);
  return [...new Set(said.map(({ code }) => code))];
};

/**
 * The gender and languages a lead asks of whoever serves them: "a woman who speaks English",
 * "bác sĩ nữ". What they say of themselves, of a service ("cắt tóc nữ") or ask of us ("do you
 * speak English?") is none. "Not a man" asks for a woman; "male or female" asks for neither.
 */
export const findTraits = (message: string): Traits | null => {
  const unnamed = message
    .normalize("NFC")
    .replace(NAM_AFTER_PERSON, (word) => (word === "Nam" ? "···" : word));
  const text = expandShorthand(unnamed, detectLanguage(message));
  const gender = findGender(text);
  const languages = findLanguages(text);
  return gender || languages.length > 0 ? { ...(gender && { gender }), languages } : null;
};
