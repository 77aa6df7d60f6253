import type { Asked } from "../focus.ts";
import type { Rendered } from "../replies/render-reply.ts";

/**
 * A reply in a person's own words. What the lead answers next is read against the question and the
 * buttons they were shown: these stay only where the new words still show what the old ones asked,
 * and a question for a yes only where it stands word by word, because the yes is bound to it.
 */
export const reword = (reply: Rendered, text: string): Rendered =>
  text === reply.text || stillAsks(reply, text)
    ? { ...reply, text }
    : { text, choices: [], asked: null };

const stillAsks = ({ text: before, asked, choices }: Rendered, text: string): boolean => {
  if (asked !== null && bindsYes(asked)) return text.includes(before.trim());
  const labels = choices.map(({ label }) => label);
  return labels.length > 0 && inOrder(text, labels);
};

/** "shownHash" is the fingerprint of a question for a yes. */
const bindsYes = (asked: Asked): boolean => "shownHash" in asked;

const inOrder = (text: string, parts: readonly string[]): boolean => {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
};
