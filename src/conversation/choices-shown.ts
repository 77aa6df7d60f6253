import type { ChannelLimits, Choice } from "./channel.ts";

/** Whether a channel can show these as buttons; else they are numbered lines of the text. */
export const asButtons = (
  choices: readonly Choice[],
  limits: Pick<ChannelLimits, "choices" | "choiceChars">,
): boolean =>
  choices.length <= limits.choices &&
  choices.every(({ label }) => label.length <= limits.choiceChars);

const NUMBER = /^\s*(\d{1,2})\s*[.)]?\s*$/u;

/** Whether it is worth looking what a number names. */
export const mayBeNumber = (text: string): boolean => NUMBER.test(text);

/** The choice a bare number names, where the choices were shown as numbered lines. */
export const numberedChoice = (
  text: string,
  choices: readonly Choice[],
  limits: Pick<ChannelLimits, "choices" | "choiceChars">,
): Choice | null => {
  if (asButtons(choices, limits)) return null;
  return choices[Number(NUMBER.exec(text)?.[1] ?? 0) - 1] ?? null;
};
