const EMOJI =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u{1F3FB}-\u{1F3FF}]|\u200D|\uFE0E|\uFE0F|\u20E3/gu;
const LINK = /\[([^\]]+)\]\([^)]*\)/gu;
const ADDRESS = /\bhttps?:\/\/\S+/giu;
const LINE_MARK = /^\s*(?:[-•*+>]|#{1,6})\s+/gmu;
const SPAN_MARK = /(\*\*|__|~~|`|\*|_)(?=\S)(.+?)(?<=\S)\1/gu;
const UNENDED_LINE = /([^\s.!?…,:;])[ \t]*\n+/gu;

/** A text as a voice says it: no signs that are only for the eye, and a pause where a line ends. */
export const speakable = (text: string): string => {
  const shown = text.replace(EMOJI, "").replace(LINK, "$1").replace(ADDRESS, "");
  const plain = unmark(unmark(shown.replace(LINE_MARK, "")));
  return plain.replace(UNENDED_LINE, "$1.\n").replace(/\s+/gu, " ").trim();
};

/** Marks can stand within marks. */
const unmark = (text: string): string => text.replace(SPAN_MARK, "$2");

/** Sentences, so that what has not been said yet need not be. */
export const sentencesOf = (text: string): readonly string[] =>
  text.match(/\S.*?(?:[.!?…]+(?=\s|$)|$)/gu) ?? [];
