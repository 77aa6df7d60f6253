import { foldVietnamese, MAX_MESSAGE_CHARS } from "./normalise-text.ts";
import { toMatchable } from "./pattern.ts";

export interface NamedItem {
  id: string;
  /** Name, aliases, description: any of them may match. */
  names: readonly string[];
}

interface Word {
  written: string;
  plain: string;
}

// Words of asking and politeness; a name is never recognised by them.
const VIETNAMESE_STOP: ReadonlySet<string> = new Set(
  "toi muon minh em anh chi ban cho dat lich hen can dich vu va voi cua la co khong duoc nhe nha di lam kham tai mot cai dum giup xin hoi ve nay do rang cac goi bs bac si lay chon chot giu mua xem".split(
    " ",
  ),
);
const ENGLISH_STOP: ReadonlySet<string> = new Set(
  "book a an the for of i want need to my appointment please service with and at on in would like have get some can you me dr doctor o take choose pick keep do make try go that this".split(
    " ",
  ),
);
// Right as they are, however near a name comes to them: "đúng" is no "Dung".
const NEVER_MISSPELT: ReadonlySet<string> = new Set(
  "trong lúc mỗi tuần thứ tháng ngày giờ buổi người nữa hết những chiều trước thì đúng đừng vâng được thôi rồi mình every week weeks month months day days time times visit visits hour hours after before people friends".split(
    " ",
  ),
);
const IRREGULAR: Readonly<Record<string, string>> = { teeth: "tooth", feet: "foot" };

// "Mỹ" is no "my": an English stop word is one only as it is written.
const saysLittle = ({ written, plain }: Word): boolean =>
  VIETNAMESE_STOP.has(plain) || ENGLISH_STOP.has(written);

const stem = (plain: string): string =>
  IRREGULAR[plain] ?? (plain.length > 4 ? plain.replace(/s$/u, "") : plain);

/** Below this share of a name's weight nothing is recognised. */
const ENOUGH = 0.4;
/** Names this close to the best are as good: the reader must ask which one. */
const TIE = 0.12;

const wordsOf = (text: string): readonly Word[] =>
  (toMatchable(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((written) => ({
    written,
    plain: stem(foldVietnamese(written)),
  }));

const MOST_NAMES = 5_000;
const wordsOfNames = new Map<string, readonly Word[]>();

/** Names are the same from message to message, and taking them apart is most of the work. */
const wordsOfName = (name: string): readonly Word[] => {
  const known = wordsOfNames.get(name);
  if (known) return known;
  if (wordsOfNames.size >= MOST_NAMES) wordsOfNames.clear();
  const words = wordsOf(name);
  wordsOfNames.set(name, words);
  return words;
};

const isOneEditApart = (one: string, other: string): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const swapped =
    short.length === long.length &&
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2);
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return swapped || rest === long.slice(at + 1);
};

const isPlain = ({ written }: Word): boolean => /^[a-z\d]+$/u.test(written);

/** Whoever writes accents at all leaves none out: then "trong" is no "Trọng". */
const writesAccents = (said: readonly Word[]): boolean => said.some((word) => !isPlain(word));

/** Which side writes accents: there a plain word is one that has none. */
interface Accents {
  readonly said: boolean;
  readonly named: boolean;
}

/** How alike two words are, 0 to 1: accents that disagree count half, one typo in a long word three quarters. */
const likeness = (said: Word, named: Word, accents: Accents): number => {
  if (said.written === named.written) return 1;
  // "Không" is no typo of "khôn": words of every sentence are never misspelt names.
  if (NEVER_MISSPELT.has(said.written)) return 0;
  if (said.plain === named.plain) {
    return (isPlain(said) && !accents.said) || (isPlain(named) && !accents.named) ? 1 : 0.5;
  }
  const shorter = Math.min(said.plain.length, named.plain.length);
  const sameHead = said.plain[0] === named.plain[0];
  if (saysLittle(said)) return 0;
  return shorter >= 6 && sameHead && isOneEditApart(said.plain, named.plain) ? 0.75 : 0;
};

/** A word many items carry says little about which one is meant. */
const weigher = (items: readonly NamedItem[]): ((word: Word) => number) => {
  const carriers = new Map<string, number>();
  for (const item of items) {
    for (const plain of new Set(item.names.flatMap(wordsOfName).map((word) => word.plain))) {
      carriers.set(plain, (carriers.get(plain) ?? 0) + 1);
    }
  }
  return (word) => (saysLittle(word) ? 0.2 : 1) / Math.sqrt(carriers.get(word.plain) ?? 1);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The least a name scores by its telling words: two of them, or one of three that no other item has, are a better sign than their share of a long description. */
const floorScore = (heard: readonly Word[], telling: number, weigh: (word: Word) => number) => {
  if (heard.length >= 2) return 0.45 + 0.05 * Math.min(heard.length, 6);
  const [only] = heard;
  return only && weigh(only) === 1 && telling <= 3 ? 0.45 : 0;
};

/** Letters of a name that is no chance, though each of its words be a common one. */
const longEnough = 9;

/** "Lấy vôi răng", every word of which says little by itself, is a name where it stands whole. */
const standsWhole = (said: readonly Word[], name: readonly Word[]): boolean =>
  sum(name.map(({ plain }) => plain.length)) >= longEnough &&
  said.some((_, start) =>
    name.every((word, n) => {
      const other = said[start + n];
      if (other?.plain !== word.plain) return false;
      return other.written === word.written || isPlain(other) || isPlain(word);
    }),
  );

const scoreName = (said: readonly Word[], name: string, weigh: (word: Word) => number): number => {
  const words = wordsOfName(name);
  if (words.length > 1 && standsWhole(said, words)) return 1;
  const accents = { said: writesAccents(said), named: writesAccents(words) };
  const named = words.map((word) => ({
    word,
    weight: weigh(word),
    heard: Math.max(0, ...said.map((other) => likeness(other, word, accents))),
  }));
  const telling = named.filter(({ word }) => !saysLittle(word));
  const heard = telling.filter((word) => word.heard >= 0.75).map(({ word }) => word);
  if (heard.length === 0) return 0;
  const share =
    sum(named.map((word) => word.heard * word.weight)) / sum(named.map((word) => word.weight));
  return Math.max(share, floorScore(heard, telling.length, weigh));
};

/** Where the words of a name stand in the message one after the other; null when they do not. */
const saidWhole = (said: readonly Word[], name: readonly Word[]): [number, number] | null => {
  const accents = { said: writesAccents(said), named: writesAccents(name) };
  const from = said.findIndex((_, start) =>
    name.every((word, n) => {
      const other = said[start + n];
      return other !== undefined && likeness(other, word, accents) === 1;
    }),
  );
  return from < 0 || name.length === 0 ? null : [from, from + name.length];
};

/** Whether everything that speaks for an item stands within the words of a longer name. */
const isWithin = (item: NamedItem, said: readonly Word[], [from, to]: [number, number]): boolean =>
  item.names.every((name) => {
    const words = wordsOfName(name).filter((word) => !saysLittle(word));
    const accents = { said: writesAccents(said), named: writesAccents(words) };
    const [start, end] = saidWhole(said, wordsOfName(name)) ?? [0, 0];
    return (
      end - start < to - from &&
      said.every(
        (other, at) =>
          (at >= from && at < to) || words.every((word) => likeness(other, word, accents) < 0.75),
      )
    );
  });

/** "Tư vấn niềng răng" said whole means nothing that only shares words with it. */
const onlyWhole = (rivals: readonly NamedItem[], said: readonly Word[]): NamedItem | undefined =>
  rivals.find(({ id, names }) =>
    names.some((name) => {
      const place = saidWhole(said, wordsOfName(name));
      return (
        place !== null && rivals.every((other) => other.id === id || isWithin(other, said, place))
      );
    }),
  );

/**
 * The item a message names, by name, alias or description, with or without diacritics and with a
 * typo. `null` when nothing really overlaps; `ambiguous` when several fit as well as the best.
 */
export const matchByName = (
  text: string,
  items: readonly NamedItem[],
): { id: string; score: number } | { ambiguous: string[] } | null => {
  const said = wordsOf(text.slice(0, MAX_MESSAGE_CHARS));
  const weigh = weigher(items);
  const ranked = items
    .map(({ id, names }) => ({
      id,
      score: Math.max(0, ...names.map((name) => scoreName(said, name, weigh))),
    }))
    .filter(({ score }) => score >= ENOUGH)
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  if (!best) return null;
  const rivals = ranked.filter(({ score }) => best.score - score < TIE);
  if (rivals.length === 1) return best;
  const ids = rivals.map(({ id }) => id);
  const whole = onlyWhole(
    items.filter(({ id }) => ids.includes(id)),
    said,
  );
  return whole ? { id: whole.id, score: best.score } : { ambiguous: ids };
};
