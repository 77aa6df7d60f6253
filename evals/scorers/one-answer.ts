import type { PlayedTurn } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

const faultsOf = ({ step, wrote, replies, owner }: PlayedTurn): string[] => {
  const place = `step ${step + 1}`;
  const answers = replies.filter(({ answers: isAnswer }) => isAnswer).length;
  const texts = new Set(replies.map(({ text }) => text));
  return [
    ...(answers > 1 ? [`${place}: ${answers} answers to one turn`] : []),
    ...(texts.size < replies.length ? [`${place}: the same words twice`] : []),
    ...(wrote.length === 0 && answers > 0 ? [`${place}: an answer to nothing`] : []),
    ...(wrote.length > 0 && replies.length === 0 && owner === "ai" ? [`${place}: no answer`] : []),
    ...(replies.some(({ text }) => text.trim() === "") ? [`${place}: an empty answer`] : []),
  ];
};

/** Whatever the lead writes is answered once, and nothing is sent twice. */
export const oneAnswer: Scorer = {
  name: "one answer",
  critical: true,
  score: (_case, { turns }) => turns.flatMap(faultsOf),
};
