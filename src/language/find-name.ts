import { foldVietnamese, MAX_MESSAGE_CHARS } from "./normalise-text.ts";
import { loosen } from "./pattern.ts";

const WHO = "(?:tôi|mình|em|anh|chị|cháu|tớ|con|cô|chú|bác|e|a|c|m)";
const NAME_WORDS = "(?<name>\\p{L}[\\p{L}'-]*(?: \\p{L}[\\p{L}'-]*){0,4})";
/** "Tên" announces a name in any letter case; "là", "I'm", "this is" only before a capital. */
const ANNOUNCED = [
  `(?<!\\p{L})(?:họ (?:và )?tên|tên(?: đầy đủ)?)(?: (?:của )?${WHO})?(?: là|:| :)?(?!\\p{L}) *${NAME_WORDS}`,
  `my (?:full )?name(?:'s| is|:)? *${NAME_WORDS}|(?:you can )?call me ${NAME_WORDS.replace("name", "name2")}|name: *${NAME_WORDS.replace("name", "name3")}`,
];
const INTRODUCED = [
  `(?<![\\p{L}])${WHO} là(?!\\p{L}) *${NAME_WORDS}`,
  `(?<![\\p{L}])(?:i'm|i am|this is|it's) +${NAME_WORDS}`,
];
const STOP_WORDS: ReadonlySet<string> = new Set(
  "la va so sdt dt dien thoai email mail muon can dat lich hen nhe nha a o tai sinh nam day khach moi cu nguoi ai gi nao hoc hen bac si ben cho minh toi em anh chi and my phone number email is i want need to at from here please looking interested calling the a an not a new customer book would can for so fine good free available sorry happy ok okay yes no khong co duoc vang da roi dung thoi ban cam on xin chao hi hello thanks ngay mai sang chieu toi thu tuan gio huy doi dich vu bao nhieu gia that's sure".split(
    " ",
  ),
);
const LONGEST = 5;

const compile = (source: string): RegExp => new RegExp(loosen(source), "iu");
const announced = ANNOUNCED.map(compile);
const introduced = INTRODUCED.map(compile);

const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word);

const stops = (word: string | undefined): boolean =>
  word === undefined || (STOP_WORDS.has(foldVietnamese(word)) && !isCapitalised(word));

// "Trần thị mai nhé": Mai is a name at the end of one, and "tomorrow" before anything else.
const endsName = (words: readonly string[], index: number): boolean => {
  const word = words[index];
  const lastMai = foldVietnamese(word ?? "") === "mai" && stops(words[index + 1]);
  return stops(word) && !lastMai;
};

const takeName = (words: readonly string[], needsCapital: boolean): string | undefined => {
  const end = words.findIndex((_word, index) => endsName(words, index));
  const candidates = end < 0 ? words : words.slice(0, end);
  const capitals = candidates.findIndex((word) => !isCapitalised(word));
  const startsCapital = isCapitalised(candidates[0] ?? "");
  const taken = startsCapital && capitals > 0 ? candidates.slice(0, capitals) : candidates;
  if (taken.length === 0 || (needsCapital && !startsCapital)) return undefined;
  return taken.slice(0, LONGEST).join(" ");
};

const fromMatch = (match: RegExpExecArray | null, needsCapital: boolean): string | undefined => {
  const groups = match?.groups ?? {};
  const said = groups.name ?? groups.name2 ?? groups.name3;
  return said ? takeName(said.replace(/[.,]+$/u, "").split(" "), needsCapital) : undefined;
};

/** The name a message announces ("tôi tên là Lan", "my name is …", "mình là Lan"). */
export const findName = (message: string): string | undefined => {
  const text = message.slice(0, MAX_MESSAGE_CHARS);
  return (
    announced.map((words) => fromMatch(words.exec(text), false)).find((name) => name) ??
    introduced.map((words) => fromMatch(words.exec(text), true)).find((name) => name)
  );
};

/** The message itself when it is nothing but a name: one to five words, none of them another answer. */
export const readBareName = (text: string): string | undefined => {
  if (text.length > MAX_MESSAGE_CHARS) return undefined;
  const bare = text
    .replace(/^(?:dạ|vâng|da|vang)[ ,]+/iu, "")
    .replace(/[ ,.!]*(?:ạ|nhé|nha)?[ ,.!]*$/iu, "");
  const words = bare.split(/ +/u);
  const isName =
    words.length <= LONGEST &&
    words.every((word) => /^\p{L}[\p{L}'-]*$/u.test(word)) &&
    !words.some((word) => STOP_WORDS.has(foldVietnamese(word)));
  return isName ? bare : undefined;
};
