import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { DeedKind } from "./deed-words.ts";
import { englishDeeds } from "./deed-words-en.ts";
import { vietnameseDeeds } from "./deed-words-vi.ts";
import { asksIn, isDenied, isQuestion } from "./mood.ts";
import { clausesOf } from "./said-text.ts";

const kinds = Object.keys(englishDeeds) as DeedKind[];

/** These are said by denying: "you have no appointment", "no deposit is needed". */
const saidByDenying: readonly DeedKind[] = ["no_appointment", "no_payment"];

/** What folding would make the same as another word: "đã", "chưa", "đừng". */
const ownWords: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:dạ|da mặt|làn da|soi da)(?!\p{L})/giu, " "],
  [/chữa/giu, "trị"],
  [/(?<!\p{L})đúng(?!\p{L})/giu, "chính"],
  // "Dành cho một người" keeps no place ("chỗ") for anybody.
  [/dành cho(?= (?:\d|một|hai|ba|bốn|nhóm|khách|người|trẻ|mọi|tất cả))/giu, "gồm"],
];

const disguises: Readonly<Record<string, string>> = { 0: "o", 1: "i", 3: "e", 4: "a", "@": "a" };
const disguised = /(?<=\p{L})[0134@]+(?=\p{L})/gu;

/** A clause as the patterns read it. */
const plainOf = (clause: string): string =>
  foldVietnamese(
    ownWords
      .reduce((done, [from, to]) => done.replace(from, to), clause)
      .replace(disguised, (signs) => Array.from(signs, (sign) => disguises[sign] ?? "").join("")),
  )
    .replace(/\s+/gu, " ")
    .trim();

const states = (plain: string, kind: DeedKind): boolean =>
  [...englishDeeds[kind], ...vietnameseDeeds[kind]].some((pattern) => {
    const found = pattern.exec(plain);
    if (!found) return false;
    return saidByDenying.includes(kind) || !isDenied(plain, found.index, found[0]);
  });

/**
 * The deeds a sentence states. What is asked ("shall I book it?") or denied ("it is not booked
 * yet") is not stated; what stands before a tag question is.
 */
export const deedsIn = (sentence: string): ReadonlySet<DeedKind> => {
  const clauses = clausesOf(sentence).map(plainOf);
  const asked = isQuestion(sentence);
  const stating = clauses.filter(
    (clause, index) => !(asked && asksIn(clause, index === clauses.length - 1)),
  );
  return new Set(kinds.filter((kind) => stating.some((clause) => states(clause, kind))));
};
