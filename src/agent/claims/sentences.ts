/** Sentences of a short message; a line is a sentence too, and a dot inside a number ends none. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])(?=\s|$)|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
