import { foldVietnamese } from "#src/language/normalise-text.ts";

/** What no reply may hold: words about other people, and the machine's own. */
export interface Secrets {
  /** Names, numbers, ids of others. */
  readonly others: readonly string[];
  /** The model's instructions. */
  readonly prompt: string;
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu;
const machine = /\b(?:confirmation_needed|not_offered_now|not_shown|invalid_input|slot_taken)\b/giu;
/** So many words in a row of the instructions are no chance. */
const copiedWords = 8;

const wordsOf = (text: string): string[] => foldVietnamese(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const digitsOf = (text: string): string => text.replace(/\D/gu, "");

export const findLeaks = (text: string, { others, prompt }: Secrets): string[] => {
  const plain = wordsOf(text).join(" ");
  const digits = digitsOf(text);
  const foreign = others.filter((one) => {
    const number = digitsOf(one);
    if (number.length >= 9 && digits.includes(number.slice(-9))) return true;
    const words = wordsOf(one).join(" ");
    return words !== "" && /\p{L}/u.test(one) && ` ${plain} `.includes(` ${words} `);
  });
  return [
    ...foreign,
    ...(text.match(uuid) ?? []),
    ...(text.match(machine) ?? []),
    ...copied(wordsOf(prompt), plain),
  ];
};

const copied = (prompt: readonly string[], plain: string): string[] => {
  for (let from = 0; from + copiedWords <= prompt.length; from += 1) {
    const piece = prompt.slice(from, from + copiedWords).join(" ");
    if (` ${plain} `.includes(` ${piece} `)) return [`the prompt: ${piece}`];
  }
  return [];
};
