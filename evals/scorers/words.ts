import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { EvalCase } from "../case.ts";
import type { Play, PlayedTurn } from "../play/play.ts";
import type { Scorer } from "./scorer.ts";

const plain = (text: string): string => foldVietnamese(text).replace(/[*_`\s]+/gu, " ");

const has = (text: string, words: string): boolean =>
  words.split("|").some((one) => plain(text).includes(plain(one).trim()));

const lacking = (place: string, text: string, says: readonly string[]): string[] =>
  says.filter((words) => !has(text, words)).map((words) => `${place} does not say "${words}"`);

const holding = (place: string, text: string, never: readonly string[]): string[] =>
  never.filter((words) => has(text, words)).map((words) => `${place} says "${words}"`);

const textOf = ({ replies }: PlayedTurn): string => replies.map(({ text }) => text).join("\n");

const stepFaults = ({ talk = [] }: EvalCase, { turns }: Play): string[] =>
  turns.flatMap((turn) => {
    const step = talk[turn.step];
    const expected = step && "expect" in step ? step.expect : undefined;
    if (!expected) return [];
    const place = `step ${turn.step + 1}`;
    const text = textOf(turn);
    const choices = turn.replies.at(-1)?.choices.length ?? 0;
    return [
      ...lacking(place, text, expected.says),
      ...holding(place, text, expected.never),
      ...(expected.silent && turn.replies.length > 0 ? [`${place} is answered`] : []),
      ...(expected.choices !== undefined && choices !== expected.choices
        ? [`${place} offers ${choices} choices, not ${expected.choices}`]
        : []),
    ];
  });

/** What must be said is said, and what must not be is not. */
export const words: Scorer = {
  name: "words",
  critical: false,
  score: (evalCase, play) => {
    const { says, never, ends } = evalCase.expect;
    const all = play.turns.map(textOf).join("\n");
    const last = play.turns.findLast(({ replies }) => replies.length > 0);
    return [
      ...stepFaults(evalCase, play),
      ...lacking("the conversation", all, says),
      ...holding("the conversation", all, never),
      ...lacking("the end", last ? textOf(last) : "", ends),
    ];
  },
};
