import { BLANK } from "./blank-times.ts";
import { matchesOf, pattern } from "./pattern.ts";
import type { Lexicon, Mark } from "./reply-lexicon.ts";
import { enLexicon } from "./reply-lexicon-en.ts";
import { viLexicon } from "./reply-lexicon-vi.ts";

const MARKS = Object.keys(viLexicon) as Mark[]; // the lexicon is complete by its type

const compile = (lexicon: Lexicon): ReadonlyMap<Mark, RegExp> =>
  new Map(MARKS.map((mark) => [mark, pattern(...lexicon[mark])]));

const PATTERNS = { vi: compile(viLexicon), en: compile(enLexicon) } as const;

// What hides inside a longer phrase must not be found: "không sao" holds no "không".
const HIDES: Readonly<Partial<Record<Mark, readonly Mark[]>>> = {
  no: ["no_trouble", "keep", "asks_yes"],
  cancel: ["keep", "opt_out", "reschedule"],
  reschedule: ["keep"],
  emergency: ["not_emergency"],
  confirm: ["not_yes", "asks_yes", "keep"],
  yes: ["not_yes", "asks_yes", "no_trouble", "hedge"],
  ack: ["not_yes", "asks_yes"],
};

const languagesOf = (language: "vi" | "en" | null): readonly ("vi" | "en")[] =>
  language === null ? ["vi", "en"] : [language];

/** The text with every phrase of the given marks blanked out, position by position. */
export const blankMarks = (
  text: string,
  marks: readonly Mark[],
  language: "vi" | "en" | null,
): string =>
  languagesOf(language)
    .flatMap((tongue) => marks.map((mark) => PATTERNS[tongue].get(mark)))
    .reduce(
      (left, words) => (words ? left.replace(words, (said) => BLANK.repeat(said.length)) : left),
      text,
    );

interface Marked {
  text: string;
  start: number;
  end: number;
}

/** Where a mark stands in the message, phrases that hide it left out. */
export const findMark = (text: string, mark: Mark, language: "vi" | "en" | null): Marked[] => {
  const visible = blankMarks(text, HIDES[mark] ?? [], language);
  return languagesOf(language).flatMap((tongue) => {
    const words = PATTERNS[tongue].get(mark);
    if (!words) return [];
    return matchesOf(visible, words).map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
  });
};

/** All marks of a message. */
export const findMarks = (text: string, language: "vi" | "en" | null): ReadonlySet<Mark> =>
  new Set(MARKS.filter((mark) => findMark(text, mark, language).length > 0));
