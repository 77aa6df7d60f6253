import type { Choice, Standing, TranscriptMessage } from "../../src/conversation/channel.ts";
import { speakable } from "./speakable.ts";

type Language = Standing["language"];

const numbers: Readonly<Record<Language, readonly string[]>> = {
  vi: ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
  en: ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
};

const offers: Readonly<Record<Language, (number: string, label: string) => string>> = {
  vi: (number, label) => `Nói ${number}: ${label}.`,
  en: (number, label) => `Say ${number}: ${label}.`,
};

const NUMBERED = /^\s*\d{1,2}[.)]\s+/u;

/**
 * A message as it is said, with what can be chosen after it; choices beyond nine can still be named.
 * Lines that show the choices to the eye would say them twice.
 */
export const spoken = (
  { text, choices }: Pick<TranscriptMessage, "text" | "choices">,
  language: Language,
): string => {
  const labels = new Set(choices.map(({ label }) => label.trim()));
  const lines = text.split("\n").filter((line) => !labels.has(line.replace(NUMBERED, "").trim()));
  const offered = numbers[language].flatMap((number, at) => {
    const label = choices[at] && speakable(choices[at].label);
    return label ? [offers[language](number, label)] : [];
  });
  return [speakable(lines.join("\n")), ...offered].join(" ").trim();
};

/** The choice of a key; null: there is none. */
export const pressedChoice = (digit: string, choices: readonly Choice[]): Choice | null =>
  choices[Number.parseInt(digit, 10) - 1] ?? null;

// Not "thứ": with it a number is a day of the week.
const LEAD_IN = /^(?:(?:chọn|số|cái|number|option|choice) )+/u;

/** The choice that was said by its number and nothing else, in either language; null: none was. */
export const spokenChoice = (words: string, choices: readonly Choice[]): Choice | null => {
  const bare = words
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "");
  const number = bare
    .trim()
    .replace(/\s+/gu, " ")
    .replace(LEAD_IN, "")
    .replace(/ (?:ạ|please)$/u, "");
  if (/^[1-9]$/u.test(number)) return pressedChoice(number, choices);
  const at = Object.values(numbers)
    .map((some) => some.indexOf(number))
    .find((one) => one >= 0);
  return at === undefined ? null : (choices[at] ?? null);
};
