import { readReply } from "#src/language/read-reply.ts";
import type { Briefing } from "./briefing.ts";
import { lastInbound } from "./briefing.ts";
import { replyContext } from "./reply-context.ts";
import type { ConsentSubject, GivenConsent } from "./tool.ts";

/** Pressing the button beside a question is a yes to that question. */
export const YES = "yes";

/**
 * The lead's yes to exactly this subject, read by code from what they wrote after they were shown
 * it: a button, or words that say yes without a condition. Null: ask first.
 */
export const findConsent = (briefing: Briefing, subject: ConsentSubject): GivenConsent | null => {
  const yes = subject.kind === "confirm_slot" ? saysYesToSlot : saysYesToCancel;
  return yes(briefing, subject)
    ? { messageId: lastInbound(briefing).id, shownHash: subject.shownHash }
    : null;
};

const answersLastQuestion = ({ focus, inbound }: Briefing): boolean =>
  inbound.every(({ seq }) => seq > focus.askedSeq);

const saysYesToSlot = (briefing: Briefing, subject: ConsentSubject): boolean => {
  if (subject.kind !== "confirm_slot" || !answersLastQuestion(briefing)) return false;
  const { asked } = briefing.focus;
  if (asked?.kind === "confirm_slot") {
    if (asked.slotId !== subject.slot.id || asked.shownHash !== subject.shownHash) return false;
    return pressedYes(briefing) || reads(briefing, "affirm");
  }
  // Offered several and named one in a sentence that says yes: shown, chosen and confirmed at once.
  if (asked?.kind !== "choose_slot" || lastInbound(briefing).choiceId !== null) return false;
  const reply = readReply(briefing.text, replyContext(briefing));
  const choice = reply.choice && "id" in reply.choice ? reply.choice.id : null;
  return reply.act === "affirm" && choice === subject.slot.id;
};

const saysYesToCancel = (briefing: Briefing, subject: ConsentSubject): boolean => {
  const { asked } = briefing.focus;
  if (subject.kind !== "confirm_cancel" || asked?.kind !== "confirm_cancel") return false;
  if (!answersLastQuestion(briefing) || asked.shownHash !== subject.shownHash) return false;
  return pressedYes(briefing) || reads(briefing, "affirm") || reads(briefing, "cancel");
};

const pressedYes = (briefing: Briefing): boolean => lastInbound(briefing).choiceId === YES;

const reads = (briefing: Briefing, act: "affirm" | "cancel"): boolean =>
  lastInbound(briefing).choiceId === null &&
  readReply(briefing.text, replyContext(briefing)).act === act;
