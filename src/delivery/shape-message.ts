import type { Choice, OutboundPart, PushChannel } from "#src/conversation/channel.ts";
import { choiceRef } from "#src/conversation/choice-ref.ts";
import { asButtons } from "#src/conversation/choices-shown.ts";
import { splitText } from "./split-text.ts";

interface Message {
  readonly seq: number;
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** A message as its channel can carry it: in parts, the last with its buttons, or with numbers. */
export const shapeMessage = (
  { seq, text, choices }: Message,
  address: string,
  { limits }: Pick<PushChannel, "limits">,
): readonly OutboundPart[] => {
  const buttons = asButtons(choices, limits);
  const numbered = buttons ? text : `${text}\n\n${choices.map(numberLine).join("\n")}`;
  const pieces = splitText(numbered, limits.textChars);
  const refs = buttons
    ? choices.map(({ label }, place) => ({ id: choiceRef(seq, place), label }))
    : [];
  return pieces.map((piece, at) => ({
    address,
    text: piece,
    choices: at === pieces.length - 1 ? refs : [],
  }));
};

const numberLine = ({ label }: Choice, place: number): string => `${place + 1}. ${label}`;
