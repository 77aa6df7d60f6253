import { foldVietnamese } from "#src/language/normalise-text.ts";
import { readable } from "./said-text.ts";

/** Stands for a name that was recognised. */
const NAME = "□";

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** The text without the given passages. */
export const hide = (text: string, passages: readonly string[]): string =>
  passages
    .filter((passage) => passage.length > 1)
    .reduce((rest, passage) => rest.replaceAll(passage, "\n"), text);

/** The text with the given names blanked out where they stand as whole words, longest first. */
export const blank = (text: string, names: readonly string[]): string => {
  const sources = [...new Set(names)]
    .map(readable)
    .filter((name) => name.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .map(literal);
  if (sources.length === 0) return text;
  const whole = `(?<![\\p{L}\\p{N}])(?:${sources.join("|")})(?![\\p{L}\\p{N}])`;
  return text.replace(new RegExp(whole, "gu"), NAME);
};

/** Whether a text calls something by one of its names, with or without diacritics. */
export const isNamed = (text: string, names: readonly string[]): boolean => {
  const spaced = (words: string): string =>
    ` ${foldVietnamese(words)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()} `;
  const plain = spaced(text);
  return names.some((name) => spaced(name).length > 3 && plain.includes(spaced(name)));
};
