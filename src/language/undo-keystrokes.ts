// Words of booking talk that people type with an input method switched off. A word typed in keys is
// only ever undone into one of these.
const KNOWN = (
  "đặt lịch hẹn ngày sáng trưa chiều tối đêm thứ tuần tháng giờ hôm chủ nhật bảy sáu bốn chín tám mười " +
  "rưỡi kém mốt giữa cuối đầu muốn được không có đổi dời hủy chuyển khám răng nhổ trám niềng tẩy trắng " +
  "bác tôi chị ơi dạ vâng ạ nhé nhá đến tới trễ muộn sớm trước khoảng lúc vào này giúp bận rảnh gặp " +
  "viên người thật đúng đồng xác nhận chốt rồi đi đừng nhắn hỏi giá nhiêu tiền địa chỉ đâu đường quận " +
  "hoặc và với là mà thì của cũng để hết chỗ lại làm số điện thoại đã đang sẽ chưa thôi phải việc sưng " +
  "máu chảy thở cần cảm ơn chồng vợ đó đây nữa mấy bằng khỏi nghỉ bữa trống"
).split(" ");
// Keys of a known word that are also English, or the name of a weekday.
const OTHER_WORDS: ReadonlySet<string> = new Set(
  "thus cos chins most mots dens own deem deer der sex sos dos ddos chary thor mays".split(" "),
);
// "Ngay2" alone may be the second of the month.
const COUNTED: ReadonlySet<string> = new Set(["ngay", "thang", "tuan", "quan", "sang", "chieu"]);

const TELEX_TONES: Readonly<Record<string, string>> = { s: "1", f: "2", r: "3", x: "4", j: "5" };
const TONE_MARKS = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"] as const;
const BREVE_OR_HORN = /[\u0306\u031B]/u;

interface Keys {
  /** Letters without any mark, and the tone as its VNI digit or nothing. */
  skeleton: string;
  hat: boolean;
  horn: boolean;
  bar: boolean;
}

interface KnownWord extends Keys {
  word: string;
}

const keysOf = (word: string): Keys => {
  const marks = word.normalize("NFD");
  const tone = TONE_MARKS.findIndex((mark) => marks.includes(mark)) + 1;
  return {
    skeleton: marks.replace(/\p{M}/gu, "").replace("đ", "d") + (tone > 0 ? tone : ""),
    hat: marks.includes("\u0302"),
    horn: BREVE_OR_HORN.test(marks),
    bar: word.startsWith("đ"),
  };
};

const WORDS: ReadonlyMap<string, readonly KnownWord[]> = Map.groupBy(
  KNOWN.map((word) => ({ word, ...keysOf(word) })),
  ({ skeleton }) => skeleton,
);

/** "Ddatwj", "chieeuf": doubled vowels, "w" and "dd" for marks, one of s f r x j for the tone. */
const readTelex = (word: string): Keys | undefined => {
  const bar = word.startsWith("dd");
  const letters = bar ? word.slice(1) : word;
  const onset = /^[^aeiouy]*/u.exec(letters)?.[0] ?? "";
  const rime = letters.slice(onset.length);
  const tones = rime.match(/[sfrxj]/gu) ?? [];
  const hat = /aa|ee|oo/u.test(rime);
  const plain = rime.replace(/[sfrxjw]/gu, "").replace(/(a)a|(e)e|(o)o/u, "$1$2$3");
  const horn = rime.includes("w");
  if (tones.length > 1 || !(tones.length > 0 || hat || horn || bar)) return undefined;
  return { skeleton: onset + plain + (TELEX_TONES[tones[0] ?? ""] ?? ""), hat, horn, bar };
};

/** "D9at85", "lich5": 1–5 for the tone, 6 7 8 for the marks of vowels, 9 for đ. */
const readVni = (word: string): Keys | undefined => {
  const tones = word.match(/[1-5]/gu) ?? [];
  if (tones.length > 1 || word.replace(/\d/gu, "").length < 2) return undefined;
  return {
    skeleton: word.replace(/\d/gu, "") + (tones[0] ?? ""),
    hat: word.includes("6"),
    horn: /[78]/u.test(word),
    bar: word.includes("9"),
  };
};

const isExact = (word: Keys, typed: Keys): boolean =>
  word.hat === typed.hat && word.horn === typed.horn && word.bar === typed.bar;

const allows = (word: Keys, typed: Keys): boolean =>
  (!typed.hat || word.hat) && (!typed.horn || word.horn) && (!typed.bar || word.bar);

/** A mark may be forgotten ("tuanf") as long as one word is meant. */
const wordFor = (typed: Keys): string | undefined => {
  const fitting = (WORDS.get(typed.skeleton) ?? []).filter((word) => allows(word, typed));
  const [exact] = fitting.filter((word) => isExact(word, typed));
  return (exact ?? (fitting.length === 1 ? fitting[0] : undefined))?.word;
};

const likeTyped = (word: string, typed: string): string => {
  if (typed === typed.toUpperCase()) return word.toUpperCase();
  const [first = ""] = word;
  return /^\p{Lu}/u.test(typed) ? first.toUpperCase() + word.slice(first.length) : word;
};

/** A word typed in Telex or VNI keys, or undefined when it is none that is known. */
export const undoKeystrokes = (typed: string, followed: string): string | undefined => {
  const word = typed.toLowerCase();
  if (word.length > 10 || OTHER_WORDS.has(word)) return undefined;
  const digits = /\d/u.test(word);
  if (
    digits &&
    COUNTED.has(word.slice(0, -1)) &&
    !/^ *(?:\d|mai|nay|mot|sau|toi)/u.test(followed)
  ) {
    return undefined;
  }
  const keys = digits ? readVni(word) : readTelex(word);
  const found = keys && wordFor(keys);
  return found && likeTyped(found, typed);
};
