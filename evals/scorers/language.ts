import { detectLanguage } from "#src/language/detect-language.ts";
import type { Scorer } from "./scorer.ts";

/** The lead is answered in a language they write, and at the end in the one they ended with. */
export const language: Scorer = {
  name: "language",
  critical: false,
  score: ({ locale, expect }, { turns, names }) => {
    const without = (text: string): string =>
      names.reduce((rest, name) => rest.replaceAll(name, " "), text);
    const spoken = turns.flatMap(({ step, replies }) =>
      replies.map(({ text }) => ({ step, tongue: detectLanguage(without(text)) })),
    );
    const foreign = spoken.filter(
      ({ tongue }) => tongue !== null && tongue !== locale && tongue !== expect.language,
    );
    const last = spoken.findLast(({ tongue }) => tongue !== null);
    return [
      ...foreign.map(({ step, tongue }) => `step ${step + 1}: answered in ${tongue}`),
      ...(last && last.tongue !== expect.language ? [`ends in ${last.tongue}`] : []),
    ];
  },
};
