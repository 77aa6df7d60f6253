import type { Booking } from "#src/domain/booking.ts";
import { isMachineText } from "#src/language/machine-text.ts";
import { namesAnother } from "#src/language/names-another.ts";
import { wantsBooking } from "#src/language/wants-booking.ts";
import type { Briefing } from "./briefing.ts";
import { lastInbound } from "./briefing.ts";
import { readInbound } from "./read-inbound.ts";
import type { ConsentSubject, GivenConsent } from "./tool.ts";

/** Pressing the button beside a question is a yes to that question. */
export const YES = "yes";

/**
 * The yes button of a question about a booking carries what was shown, so that one pressed in an
 * older message says yes to nothing newer. Short enough for a channel's 64 bytes of button data.
 */
export const yesTo = (shownHash: string): string => `${YES}:${shownHash.slice(0, 24)}`;

/**
 * The lead's yes to exactly this subject, read by code from what they wrote after they were shown
 * it: a button, or words that say yes without a condition. Null: ask first.
 */
export const findConsent = (briefing: Briefing, subject: ConsentSubject): GivenConsent | null => {
  return saysYes[subject.kind](briefing, subject)
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
    return pressedYes(briefing, subject) || reads(briefing, "affirm");
  }
  // The only slot shown and a yes without a condition; one of several is asked back by itself.
  if (asked?.kind !== "choose_slot" || !isWritten(briefing)) return false;
  const reply = readInbound(briefing);
  const choice = reply.choice && "id" in reply.choice ? reply.choice.id : null;
  return reply.act === "affirm" && choice === subject.slot.id;
};

const saysYesToCancel = (briefing: Briefing, subject: ConsentSubject): boolean => {
  const { asked } = briefing.focus;
  if (subject.kind !== "confirm_cancel" || asked?.kind !== "confirm_cancel") return false;
  if (!answersLastQuestion(briefing) || asked.shownHash !== subject.shownHash) return false;
  return pressedYes(briefing, subject) || agreesToGiveUp(briefing);
};

const agreesToGiveUp = (briefing: Briefing): boolean =>
  reads(briefing, "cancel") || (reads(briefing, "affirm") && !wantsBooking(briefing.text));

/** A move is consented to by asking for it; when it is not clear of what, by a yes to the question. */
const saysYesToMove = (briefing: Briefing, subject: ConsentSubject): boolean => {
  const { asked } = briefing.focus;
  if (subject.kind !== "confirm_move") return false;
  if (asked?.kind === "confirm_move" && answersLastQuestion(briefing)) {
    if (asked.shownHash !== subject.shownHash) return false;
    if (pressedYes(briefing, subject) || reads(briefing, "affirm")) return true;
  }
  return briefing.upcoming.length === 1 && asksToMove(briefing);
};

const asksToMove = (briefing: Briefing): boolean =>
  isWritten(briefing) && readInbound(briefing).acts.includes("reschedule");

/** Fingerprint of the appointment a lead is reminded of; a yes to it cancels and moves nothing. */
export const attendanceHash = (
  { cancellationHash }: Pick<Briefing, "cancellationHash">,
  booking: Booking,
): string => `come:${cancellationHash(booking)}`;

const saysYesToAttendance = (briefing: Briefing, subject: ConsentSubject): boolean => {
  const { asked } = briefing.focus;
  if (asked?.kind !== "confirm_attendance" || asked.shownHash !== subject.shownHash) return false;
  if (!answersLastQuestion(briefing)) return false;
  return [pressedYes(briefing, subject), reads(briefing, "affirm"), reads(briefing, "keep")].some(
    Boolean,
  );
};

/** One yes to all visits shown together. */
const saysYesToSeries = (briefing: Briefing, subject: ConsentSubject): boolean => {
  const { asked } = briefing.focus;
  if (asked?.kind !== subject.kind || !("shownHash" in asked)) return false;
  if (!answersLastQuestion(briefing) || asked.shownHash !== subject.shownHash) return false;
  if (pressedYes(briefing, subject)) return true;
  return subject.kind === "confirm_cancel_series"
    ? agreesToGiveUp(briefing)
    : reads(briefing, "affirm");
};

const saysYes: Readonly<
  Record<ConsentSubject["kind"], (briefing: Briefing, subject: ConsentSubject) => boolean>
> = {
  confirm_slot: saysYesToSlot,
  confirm_cancel: saysYesToCancel,
  confirm_move: saysYesToMove,
  confirm_attendance: saysYesToAttendance,
  confirm_series: saysYesToSeries,
  confirm_cancel_series: saysYesToSeries,
};

/** A press counts when it is all that was said: "no, wait" before or after it takes it back. */
const pressedYes = ({ inbound }: Briefing, { shownHash }: ConsentSubject): boolean =>
  inbound.length > 0 && inbound.every(({ choiceId }) => choiceId === yesTo(shownHash));

const isWritten = ({ inbound }: Briefing): boolean =>
  inbound.every(({ choiceId, text }) => choiceId === null && !isMachineText(text));

/** Words about somebody else's booking say yes to nothing of this lead's. */
const reads = (briefing: Briefing, act: "affirm" | "cancel" | "keep"): boolean =>
  isWritten(briefing) &&
  readInbound(briefing).act === act &&
  !namesAnother(briefing.text, briefing.lead.name);
