const markup = /<[^<>\n]{0,300}>|[*_~`#]+/gu;
const invisible = /[\p{Cf}\p{Cc}]|\u115F|\u3164/gu;
const spelledOut = /(?<![\p{L}\p{N}])\p{L}(?:[ .\-·•]\p{L}){3,}(?![\p{L}\p{N}])/gu;

/**
 * A reply as its reader sees it: plain digits and letters whatever their width or style, without
 * markup, hidden characters or letters set apart. Line breaks stay, since they end sentences.
 */
export const readable = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, "\n")
    .normalize("NFKC")
    .replace(/\p{M}+/gu, "")
    .replace(invisible, (hidden) => (hidden === "\n" ? "\n" : ""))
    .replace(markup, "")
    .replace(/[’‘ʼ´]/gu, "'")
    .replace(/[^\S\n]+/gu, " ")
    .replace(spelledOut, (word) => word.replace(/[ .\-·•]/gu, ""));

/** Every letter of Vietnamese and English is Latin; others are a foreign word or a disguise. */
export const foreignLetters = (text: string): string | null =>
  /(?!\p{Script=Latin})\p{L}+/u.exec(text)?.[0] ?? null;

const listNumber = /^\d{1,2}[.)]\s+(?=\S)/u;

/** Sentences of a short message; a line is a sentence too, and a dot inside a number ends none. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(
      /(?<=[.!?][\p{P}\p{Extended_Pictographic}]*)(?<!(?:^|[\s(])(?:\d{1,2}|BS|Dr|Mr|Mrs|Ms|St)\.)(?=\s|$)|\n+/iu,
    )
    .map((sentence) => sentence.trim().replace(listNumber, ""))
    .filter((sentence) => sentence !== "");

const clauseEnds =
  /[,;!?…()"“”|•\p{Extended_Pictographic}]|[.:](?=\s|$)|\s[–—-]\s|\s(?:but|and|so|because|that|nhưng|nhung|và|nên|mà)\s/giu;

/** The parts of a sentence that each say or deny one thing. */
export const clausesOf = (sentence: string): string[] =>
  sentence
    .split(clauseEnds)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
