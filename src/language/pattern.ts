import { foldVietnamese, MAX_MESSAGE_CHARS } from "./normalise-text.ts";

// "hoà" and "hòa", "huỷ" and "hủy" are both taught in schools; the older placement is kept.
const TONE_PLACES: readonly (readonly [RegExp, string])[] = [
  [/oà/gu, "òa"],
  [/oá/gu, "óa"],
  [/oả/gu, "ỏa"],
  [/oã/gu, "õa"],
  [/oạ/gu, "ọa"],
  [/oè/gu, "òe"],
  [/oé/gu, "óe"],
  [/oẻ/gu, "ỏe"],
  [/uỳ/gu, "ùy"],
  [/uý/gu, "úy"],
  [/uỷ/gu, "ủy"],
  [/uỹ/gu, "ũy"],
  [/uỵ/gu, "ụy"],
];

/**
 * The text patterns run on: NFC, lower case, plain spaces, one placement of Vietnamese tone marks.
 * Keeps length and index of the NFC text, so matches can be cut out of the original; what is longer
 * than a message may be is cut, so no pattern meets unbounded input.
 */
export const toMatchable = (text: string): string => {
  const lower = Array.from(text.slice(0, MAX_MESSAGE_CHARS).normalize("NFC"), (char) => {
    const small = char.toLowerCase();
    return small.length === char.length ? small : char;
  }).join("");
  return placeTones(lower.replace(/[\s\p{Cc}]/gu, " ").replace(/[’‘]/gu, "'"));
};

const placeTones = (text: string): string =>
  TONE_PLACES.reduce((done, [from, to]) => done.replace(from, to), text);

const loosenWord = (word: string, strict: boolean): string => {
  const plain = foldVietnamese(word);
  return strict || plain === word ? word : `(?:${word}|${plain})`;
};

/** A regular-expression source in which accented words also match typed without any diacritics; "@" before a word keeps it strict. */
export const loosen = (source: string): string =>
  placeTones(source).replace(
    /(@?)([\p{L}\p{M}]*[^\P{L}A-Za-z][\p{L}\p{M}]*)/gu,
    (_all, strict, word) => loosenWord(word, strict === "@"),
  );

const EDGE_BEFORE = "(?<![\\p{L}\\p{N}])";
const EDGE_AFTER = "(?![\\p{L}\\p{N}])";

/** Compiles whole-word alternatives written with diacritics; matches them with or without. */
export const pattern = (...sources: readonly string[]): RegExp =>
  new RegExp(`${EDGE_BEFORE}(?:${sources.map(loosen).join("|")})${EDGE_AFTER}`, "gu");

/**
 * Every place where a pattern matches. `matchAll` copies and compiles the expression for each text,
 * which costs more than the search itself, so the expression is run as it is.
 */
export const matchesOf = (text: string, words: RegExp): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  words.lastIndex = 0;
  for (let match = words.exec(text); match; match = words.exec(text)) {
    found.push(match);
    if (match[0] === "") words.lastIndex += 1;
  }
  return found;
};

/** Like {@link pattern}, but without demanding word edges: the source states its own. */
export const rawPattern = (source: string): RegExp => new RegExp(loosen(source), "gu");
