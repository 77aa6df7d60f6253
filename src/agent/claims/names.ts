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

const mostKept = 64;

/** Compiling the names of a house is dearer than finding them, and they are the same for hours. */
const kept = new Map<string, RegExp | null>();

const patternOf = (names: readonly string[]): RegExp | null => {
  const key = names.join("\n");
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = compile(names);
  kept.set(key, made);
  return made;
};

const compile = (names: readonly string[]): RegExp | null => {
  const sources = [...new Set(names)]
    .map(readable)
    .filter((name) => name.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .map(literal);
  return sources.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join("|")})(?![\\p{L}\\p{N}])`, "gu");
};

/** The text with the given names blanked out where they stand as whole words, longest first. */
export const blank = (text: string, names: readonly string[]): string => {
  const pattern = patternOf(names);
  return pattern ? text.replace(pattern, NAME) : text;
};

const spaced = (words: string): string =>
  ` ${foldVietnamese(words)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

const mostNames = 5000;
const spacedNames = new Map<string, string>();

const spacedName = (name: string): string => {
  const known = spacedNames.get(name);
  if (known !== undefined) return known;
  if (spacedNames.size >= mostNames) spacedNames.clear();
  const made = spaced(name);
  spacedNames.set(name, made);
  return made;
};

/** Whether a text calls something by one of its names, with or without diacritics. */
export const isNamed = (text: string, names: readonly string[]): boolean => {
  const plain = spaced(text);
  return names.map(spacedName).some((name) => name.length > 3 && plain.includes(name));
};
