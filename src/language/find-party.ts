import { detectLanguage } from "./detect-language.ts";
import { expandShorthand } from "./expand-shorthand.ts";
import { matchesOf, pattern, rawPattern } from "./pattern.ts";
import { HOUR_EN, HOUR_VI, readNumber } from "./times/number-words.ts";

/** How many people come, the lead included. Not certain when a person would ask back. */
export interface Party {
  size: number;
  certain: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface PartyReader {
  pattern: RegExp;
  read: (groups: Groups) => Party | null;
}

const LARGEST_PARTY = 50;

const NUMBER = `\\d{1,3}|fifteen|twenty|thirty|${HOUR_EN}|hai mươi|ba mươi|mười lăm|${HOUR_VI}`;
const FEW = `a couple(?: of)?|a few|vài|${NUMBER}`;
// The number must not be the end of a date, a time or a price.
const N = `(?<![/:.,$-])(?<n>${NUMBER})`;
const ABOUT = "(?:(?<about>about|around|maybe|roughly|khoảng|tầm|chừng|cỡ|độ) )?";
const PEOPLE =
  "(?:people|persons?|ppl|pax|guests?|adults?|players|guys|girls|boys|heads|of us|người(?: lớn)?(?! (?:ta|yêu|làm|mẫu|bán|nào|bạn|nữa|khác|nhà|thân))|ng(?! nữa)|đứa(?! (?:bạn|nữa|khác|em gái|con))|khách(?! nữa)|pax|thành viên|học viên|mạng|bạn(?! (?:nữa|khác|nhân viên|thợ|bác sĩ|lễ tân|gái|trai|bên|đó|kia|ấy|nào|ơi)))(?! (?:more|bao nhiêu|nhiêu tiền|giá))";
const KIDS =
  "(?:kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|teens?|trẻ em|trẻ con|trẻ|em bé|bé|con nít)";
// After a bare number: the end, or what starts a new thought.
const ENDS_HERE =
  "(?= *(?:$|[.,;!?)]|(?:please|pls|at|@|and we|in total|total|thanks|tonight's|nhé|nha|ạ|thôi|đi|lúc|vào)(?!\\p{L})))";
const WITH_TIME_AFTER = "(?= (?:(?:on|this|next) [\\p{L}]+ )?(?:at|around|@) ?\\p{N})";

const of = (n: string | undefined, certain = true): Party | null => {
  const size = readNumber(n);
  return size === undefined
    ? null
    : { size, certain: certain && !/couple|few|v(?:à|a)i/u.test(n ?? "") };
};

/** The whole party by number. */
const totals: readonly PartyReader[] = [
  {
    pattern: pattern(
      `${N} (?:adults?|người lớn|người|people)(?:,| and| &| \\+| với| và|, and)? (?<kids>${NUMBER}|an?) ${KIDS}`,
    ),
    read: ({ n, kids }) => of(String((readNumber(n) ?? 0) + (readNumber(kids) ?? 0))),
  },
  {
    pattern: pattern(
      `(?<![/:.,$])(?<low>${NUMBER}) ?(?:-|–|đến|tới|to|or|hoặc|hay) ?(?<n>${NUMBER}) ?${PEOPLE}`,
    ),
    read: ({ n }) => of(n, false),
  },
  { pattern: pattern(`${ABOUT}${N} ?${PEOPLE}`), read: ({ n, about }) => of(n, !about) },
  {
    pattern: pattern(
      `(?:party|group|table|class|lesson|team|family|crowd) (?:of|for) ${ABOUT}${N}(?! ?(?:[:/]?\\d|h(?!\\p{L})|[ap]\\.?m|o'clock|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|sessions?|times|k(?!\\p{L})|st|nd|rd|th))`,
    ),
    read: ({ n, about }) => of(n, !about),
  },
  {
    pattern: pattern(
      `(?:we are|we're|we will be|we'll be|we'd be|there(?:'ll| will| would)? be|there are|there're) (?:only |just )?${ABOUT}${N}(?! ?[:/]\\d)${ENDS_HERE}`,
      `(?:nhóm|tụi|bọn|hội|đoàn|cả nhóm|chúng)(?: (?:em|mình|tôi|tớ|này))? (?:có |gồm |đi |là |tổng )?${N.replaceAll("<n>", "<n2>")}${ENDS_HERE}`,
    ),
    read: ({ n, n2, about }) => of(n ?? n2, !about),
  },
  {
    pattern: pattern(
      `${N} ?(?:mẹ con|bố con|ba con|cha con|bà cháu|ông cháu|chị em|anh em|mẹ con em|cô cháu|cô trò|thầy trò|dì cháu|bạn trẻ)`,
      `(?:book|reserve|get|need|want|đặt|lấy|giữ|cho)(?: (?:me|us|em|mình|anh|chị|tôi|just))?(?: (?:trước|giúp|luôn|chỗ|lịch))? ${N.replaceAll("<n>", "<n2>")} (?:seats|spots|tickets|places|chỗ|vé|ghế|suất|slots?)(?! (?:in|at|trong|lúc|nữa))`,
    ),
    read: ({ n, n2 }) => of(n ?? n2),
  },
  {
    pattern: pattern(
      "(?:hai |2 |cả )?vợ chồng|(?:một |1 )?cặp đôi|both of us|(?:just |only )?the two of us|us both|for a couple(?! of)|cả hai(?: (?:người|đứa|tụi|bọn))?",
    ),
    read: () => of("2"),
  },
  {
    pattern: pattern(`for (?:just |only )?${N}(?:${WITH_TIME_AFTER}| in total)`),
    read: ({ n }) => of(n),
  },
  // "For four" may be the hour as well.
  {
    pattern: pattern(
      `for (?:just |only )?${N}(?= *(?:$|[.,;!?)]|(?:please|pls|thanks)(?!\\p{L})))`,
    ),
    read: ({ n }) => of(n, false),
  },
];

const KIN_EN =
  "(?:husband|wife|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|mom|mum|mother|dad|father|son|daughter|sister|brother|friend|bestie|colleague|co-?worker|cousin|aunt|uncle|grand(?:ma|pa|mother|father|son|daughter)|kid|child|baby|niece|nephew|boss|roommate|flatmate|mate|buddy|neighbou?r|other half|mother-in-law|father-in-law|sister-in-law|brother-in-law|guest|girl|guy)";
const KINS_EN = `(?:${KIN_EN}s|children|babies|buddies|besties|others|(?:other|more) (?:people|persons|guests)|more)`;
const KIND_EN = "(?:(?:best|older|younger|elder|little|big|good|close|other|more|own|twin) )*";
const MEMBER_EN = `(?:(?:my |our |of my )?(?:${FEW}) (?:of my )?${KIND_EN}(?:${KINS_EN}|${KIN_EN})|(?:my|our|an?|one|another|1) ${KIND_EN}(?:${KIN_EN}(?!s)|other|other person|person)|my parents|my ${KIND_EN}${KINS_EN})`;
const OWN_VI = "(?: (?:của |nhà )?(?:em|mình|tôi|tui|tớ|anh|chị|cháu|tao))?";
const KIN_VI =
  "(?:vợ chồng|bố mẹ|ba mẹ|cha mẹ|chồng|vợ|mẹ|má|bố|ba(?! (?:người|bạn|đứa|bé|con))|cha|chị (?:gái|họ|dâu|ruột)|chị(?= (?:em|mình|tôi|tui))|em (?:gái|trai|họ|dâu|rể|ruột|bé)|anh (?:trai|họ|rể|ruột)|bạn (?:gái|trai|thân|cùng phòng|học|đời)|bạn(?= (?:em|mình|tôi|tui|của))|người (?:yêu|bạn|thân|nhà)|con (?:gái|trai|dâu|nhỏ|bạn)|con|cháu(?: (?:gái|trai))?|bé(?: (?:con|gái|trai))?|bà (?:nội|ngoại|xã)|ông (?:nội|ngoại|xã)|đồng nghiệp|sếp|(?:đứa|nhỏ|thằng|cô|anh) bạn|ny|gấu)";
const COUNTED_VI =
  "(?:người bạn|đứa bạn|người|ng|bạn|đứa|bé|con|cháu|nhỏ|chị em|anh em|em gái|em trai|đồng nghiệp|khách)";
const MEMBER_VI = `(?:thêm )?(?:(?:${FEW}) ?${COUNTED_VI}(?: thân| gái| trai)?|(?:một |cả |người )?${KIN_VI})${OWN_VI}(?: nữa| khác)?`;
const OTHER = `(?:${MEMBER_EN}|${MEMBER_VI})`;
const JOINT =
  "(?: ?[,&+/] ?(?:and |và |với )?| (?:and|n|plus|with|vs|along with|together with|và|với|cùng với|cùng|kèm theo|kèm|đi cùng với|đi cùng|đi với|đi chung với|dẫn theo|thêm) )";
// "My mom and dad": the second needs no "my".
const NEXT = `(?:${OTHER}|${KINS_EN}|${KIN_EN})`;
const OTHERS = `${OTHER}(?:${JOINT}${NEXT})*`;
const SELF = "(?:me|myself|i|mình|em|tôi|tui|tớ|anh|chị|cháu|con)";
const BRING =
  "(?:with|bring(?:ing)?(?: along)?|joined by|đi cùng(?: với)?|đi với|đi chung(?: với)?|cùng(?: với)?|với|dẫn theo|dẫn|rủ thêm|rủ|kèm theo|kèm|có thêm)";
// Who is only talked to or asked does not come.
const NOT_TALKING =
  "(?<!(?<!\\p{L})(?:talk|talking|speak|chat|check|discuss|consult|confirm|agree|nói chuyện|nói|bàn|hỏi|trao đổi|xác nhận|thống nhất|bàn bạc|nhắn|gặp|live|stay|ở|so|tư vấn)(?: \\p{L}+)? )";

const member = rawPattern(`(?<![\\p{L}\\d])${NEXT}(?![\\p{L}\\d])`);
const counted = rawPattern(`(?<![\\p{L}\\d])(?:my |our |thêm )?(?<n>${FEW}|an?) ?(?=[\\p{L}])`);
const TWO = pattern("parents|vợ chồng|bố mẹ|ba mẹ|cha mẹ");
const SOME = pattern(KINS_EN);

const sizeOf = (said: string): Party => {
  const [match] = said.matchAll(counted);
  // "Ba mẹ" are father and mother, "ba người" are three.
  if (said.search(TWO) >= 0) return { size: 2, certain: true };
  const number = match?.index === 0 ? of(match.groups?.n) : null;
  return (
    number ?? (said.search(SOME) >= 0 ? { size: 2, certain: false } : { size: 1, certain: true })
  );
};

const sum = (list: string | undefined, start: Party): Party =>
  // The same person named again comes once: "cho mẹ em, mẹ em 60 tuổi".
  [...new Set(Array.from((list ?? "").matchAll(member), ([said]) => said.trim()))]
    .map(sizeOf)
    .reduce(
      (all, one) => ({ size: all.size + one.size, certain: all.certain && one.certain }),
      start,
    );

/** The lead and whoever comes along, counted one by one. */
const companies: readonly PartyReader[] = [
  {
    pattern: pattern(
      `(?:cả )?(?:vợ chồng)(?: (?:em|mình|tôi|tui|anh|chị))?${JOINT}(?<list>${OTHERS})`,
    ),
    read: ({ list }) => sum(list, { size: 2, certain: true }),
  },
  {
    pattern: pattern(
      `(?<!(?:${KIN_VI}|của|nhà) )${SELF}${JOINT}(?<list>${OTHERS})`,
      `(?<list2>${OTHERS})${JOINT}(?:me|myself|i|mình|em|tôi|tui)(?! (?:gái|trai))`,
      `${NOT_TALKING}${BRING} (?<list3>${OTHERS})`,
    ),
    read: ({ list, list2, list3 }) => sum(list ?? list2 ?? list3, { size: 1, certain: true }),
  },
  {
    pattern: pattern(
      `(?:me|myself|i|em|mình|tôi) ?(?:plus|\\+|and) ?(?<n>${NUMBER})(?: more| others?)?${ENDS_HERE}`,
    ),
    read: ({ n }) => of(String((readNumber(n) ?? 0) + 1)),
  },
];
/** Others for whom the lead books; whether the lead comes too is open. */
const booked: PartyReader = {
  pattern: pattern(`(?:for|cho) (?<list>${OTHERS})`),
  read: ({ list }) => {
    const { size } = sum(list, { size: 0, certain: false });
    return size > 1 ? { size, certain: false } : null;
  },
};

// "One more person" adds to a number nobody said here; a room that holds 20 is no party.
const NOT_THE_PARTY = pattern(
  "(?:thêm|more than|up to|tối đa|sức chứa|chứa(?: được)?|holds?|fits?|capacity(?: of)?|per|mỗi|giá|gặp|nói chuyện với|talk to|speak (?:to|with)|[/]) ?(?:một|\\d{1,3}|hai|ba|an?|one|two|three|four) ?(?:người|ng|bạn|đứa|khách|people|persons?|pax|guests?|real person)(?: nữa)?",
);

const SAID_ANEW = pattern(
  "à không|à nhầm|nhầm|actually|sorry|make (?:it|that)|no wait|i mean|ý em là|à",
);

// After a number "bn" is "bạn"; alone it asks how much.
const COUNTED_BN = /(?<=\d ?)bn(?!\p{L})/giu;

const readAll = (text: string, readers: readonly PartyReader[]): Party[] =>
  readers
    .flatMap((reader) =>
      matchesOf(text, reader.pattern).flatMap((match) => {
        const party = reader.read(match.groups ?? {});
        return party ? [{ party, start: match.index, end: match.index + match[0].length }] : [];
      }),
    )
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((one, place, all) => !all.slice(0, place).some(({ end }) => end > one.start))
    .map(({ party }) => party);

/** Two different numbers leave it open, unless the second corrects the first. */
const settle = (text: string, parties: readonly Party[]): Party | null => {
  const last = parties.at(-1);
  if (!last) return null;
  const agreed = parties.every(({ size }) => size === last.size) || text.search(SAID_ANEW) >= 0;
  return { ...last, certain: last.certain && agreed };
};

/**
 * How many people a message says come: by number ("for four people", "tụi em 4 đứa"), or counted
 * with the lead ("me and two friends" → 3). People only booked for ("for my two kids") are counted
 * without the lead and left uncertain. Null for the lead alone, for an addition to an unknown
 * number ("thêm 1 người nữa") and for more than 50.
 */
export const findParty = (message: string): Party | null => {
  const written = message.normalize("NFC").replace(COUNTED_BN, "bạn");
  const text = expandShorthand(written, detectLanguage(written));
  const company = readAll(text, companies);
  const rest = companies.reduce((left, { pattern: words }) => left.replace(words, "·"), text);
  const said = readAll(rest.replace(NOT_THE_PARTY, "·"), totals);
  const party =
    settle(text, said) ?? settle(text, company) ?? settle(text, readAll(rest, [booked]));
  return party && party.size > 0 && party.size <= LARGEST_PARTY ? party : null;
};
