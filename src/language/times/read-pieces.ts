import { matchesOf } from "../pattern.ts";
import { enClocks } from "./en-clocks.ts";
import { enDays } from "./en-days.ts";
import { enSpans } from "./en-spans.ts";
import { enLinks, enParts } from "./en-words.ts";
import { lunarDays } from "./lunar-days.ts";
import { notATime } from "./not-a-time.ts";
import { numericClocks, numericDates } from "./numeric-dates.ts";
import type { Piece, PieceReader, PieceValue, ReadingContext } from "./piece.ts";
import { viClocks } from "./vi-clocks.ts";
import { viDays } from "./vi-days.ts";
import { viSpans } from "./vi-spans.ts";
import { viLinks, viParts } from "./vi-words.ts";

const NEUTRAL = [...notATime, ...numericDates];
const VIETNAMESE = [...lunarDays, ...viDays, ...viSpans, ...viClocks, ...viParts, ...viLinks];
const ENGLISH = [...enDays, ...enSpans, ...enClocks, ...enParts, ...enLinks];

// People mix languages, but short words of one are often other words of the other ("thu", "sat",
// "sang", "ten"), so the second language is heard only where a match cannot be such a word.
const CLEARLY = { vi: /\d|[^\p{ASCII}]/u, en: /\d|.{4}/u } as const;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly read: () => PieceValue | null;
}

const candidatesIn = (
  text: string,
  readers: readonly PieceReader[],
  context: ReadingContext,
  accept?: RegExp,
): Candidate[] =>
  readers.flatMap(({ pattern, read }) =>
    matchesOf(text, pattern)
      .filter(([words]) => !accept || accept.test(words))
      .map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        read: () => read(match.groups ?? {}, context),
      })),
  );

const STARTS = /(?<!\p{L})[a-z]{3}/gu;
const ENGLISH_STARTS: ReadonlySet<string> = new Set(
  ENGLISH.flatMap(({ pattern }) => pattern.source.match(/(?<![a-z])[a-z]{3}/gu) ?? []),
);
const SHORT_ENGLISH =
  /(?<!\p{L})(?:at|by|in|on|@)(?!\p{L})|\d ?(?:[ap](?:\.? ?m)?|st|nd|rd|th)(?!\p{L})/u;

/** Most messages have no word of the second language, and looking for all of them costs as much as reading. */
const mayHold: Readonly<Record<"vi" | "en", (text: string) => boolean>> = {
  vi: (text) => CLEARLY.vi.test(text),
  en: (text) =>
    SHORT_ENGLISH.test(text) || (text.match(STARTS) ?? []).some((word) => ENGLISH_STARTS.has(word)),
};

/** Everything in the text that speaks of time, left to right, never overlapping; the longest reading of a place wins. */
export const readPieces = (text: string, context: ReadingContext): Piece[] => {
  const isVietnamese = context.language === "vi";
  const [first, second] = isVietnamese ? [VIETNAMESE, ENGLISH] : [ENGLISH, VIETNAMESE];
  const other = isVietnamese ? "en" : "vi";
  const found = [
    ...candidatesIn(text, [...NEUTRAL, ...first], context),
    ...(mayHold[other](text) ? candidatesIn(text, second, context, CLEARLY[other]) : []),
    ...candidatesIn(text, numericClocks, context),
  ];
  const longestFirst = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let done = 0;
  // What lies under a longer reading is never read: making days costs more than finding words.
  return longestFirst.flatMap(({ start, end, read }) => {
    const value = start < done ? null : read();
    if (!value) return [];
    done = end;
    return value.type === "nothing" ? [] : [{ ...value, start, end }];
  });
};
