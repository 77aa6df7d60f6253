import type { Choice } from "#src/conversation/channel.ts";
import { choiceRef } from "#src/conversation/choice-ref.ts";
import { asButtons } from "#src/conversation/choices-shown.ts";
import type { OutboundPart, PushChannel } from "#src/conversation/push-channel.ts";
import { splitText } from "./split-text.ts";

interface Message {
  readonly seq: number;
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** What goes with every part of a message. */
type Envelope = Pick<
  OutboundPart,
  "address" | "language" | "sender" | "answers" | "isOutsideWindow" | "files"
> & { readonly deliveryId: string };

/**
 * A message as its channel can carry it: in parts, the last with its buttons, or with numbers. Outside
 * its window a provider has no buttons.
 */
export const shapeMessage = (
  { seq, text, choices }: Message,
  { deliveryId, ...envelope }: Envelope,
  { limits }: Pick<PushChannel, "limits">,
): readonly OutboundPart[] => {
  const buttons = !envelope.isOutsideWindow && asButtons(choices, limits);
  const pieces = splitText(buttons ? text : withNumbers(text, choices), limits.textChars);
  const refs = buttons
    ? choices.map(({ label }, place) => ({ id: choiceRef(seq, place), label }))
    : [];
  const last = pieces.length - 1;
  return pieces.map((piece, at) => ({
    ...envelope,
    ...{ key: `${deliveryId}.${at}`, text: piece },
    ...{ choices: at === last ? refs : [], files: at === last ? envelope.files : [] },
  }));
};

/** Words that name the choices by their numbers already are enough. */
const withNumbers = (text: string, choices: readonly Choice[]): string => {
  const lines = choices.map(numberLine);
  const isListed = lines.every((line) => `\n${text}`.includes(`\n${line}`));
  return isListed ? text : `${text}\n\n${lines.join("\n")}`;
};

const numberLine = ({ label }: Choice, place: number): string => `${place + 1}. ${label}`;
