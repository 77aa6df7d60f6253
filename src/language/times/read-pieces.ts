import { matchesOf } from "../pattern.ts";
import { enClocks } from "./en-clocks.ts";
import { enDays } from "./en-days.ts";
import { enSpans } from "./en-spans.ts";
import { enLinks, enParts } from "./en-words.ts";
import { lunarDays } from "./lunar-days.ts";
import { notATime } from "./not-a-time.ts";
import { numericClocks, numericDates } from "./numeric-dates.ts";
import type { Piece, PieceReader, ReadingContext } from "./piece.ts";
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

const readAll = (
  text: string,
  readers: readonly PieceReader[],
  context: ReadingContext,
  accept: RegExp = /./u,
): Piece[] =>
  readers.flatMap(({ pattern, read }) =>
    matchesOf(text, pattern).flatMap((match) => {
      const value = accept.test(match[0]) ? read(match.groups ?? {}, context) : null;
      return value ? [{ ...value, start: match.index, end: match.index + match[0].length }] : [];
    }),
  );

/** Everything in the text that speaks of time, left to right, never overlapping; the longest reading of a place wins. */
export const readPieces = (text: string, context: ReadingContext): Piece[] => {
  const [first, second, clearly] =
    context.language === "vi"
      ? [VIETNAMESE, ENGLISH, CLEARLY.en]
      : [ENGLISH, VIETNAMESE, CLEARLY.vi];
  const found = [
    ...readAll(text, [...NEUTRAL, ...first], context),
    ...readAll(text, second, context, clearly),
    ...readAll(text, numericClocks, context),
  ];
  const longestFirst = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return longestFirst.filter((piece) => {
    if (piece.start < end) return false;
    end = piece.end;
    return piece.type !== "nothing";
  });
};
