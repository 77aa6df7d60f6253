// Where a message may be cut, the best place first: paragraphs, lines, sentences, words.
const ENDS = [/\n\n+/gu, /\n/gu, /[.!?…]+["”»)]?\s+/gu, /\s+/gu];

/**
 * A text in pieces of at most `most` characters as providers count them, UTF-16 units; no word is
 * lost and only one that is longer than a piece is cut, between characters.
 */
export const splitText = (text: string, most: number): readonly string[] => {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = bestEnd(rest, most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" && pieces.length > 0 ? pieces : [...pieces, rest];
};

const bestEnd = (text: string, most: number): number => {
  // One that is longer by what is trimmed away would fit; looking one further finds it.
  const head = text.slice(0, most + 1);
  for (const [rank, end] of ENDS.entries()) {
    const last = [...head.matchAll(end)].findLast(({ index }) => index <= most && index > 0);
    const cut = last && Math.min(last.index + last[0].length, most);
    // A piece that is nearly empty is worse than a sentence cut between words.
    if (cut && (cut > most / 3 || rank === ENDS.length - 1)) return cut;
  }
  return isHalf(text, most) ? most - 1 : most;
};

/** Whether a cut here would leave half of a character on each side. */
const isHalf = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff;
};
