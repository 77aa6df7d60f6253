import { isOpen } from "#src/domain/booking-states.ts";
import { blankContact } from "#src/language/find-contact.ts";
import { foldVietnamese, MAX_MESSAGE_CHARS } from "#src/language/normalise-text.ts";
import type { Briefing } from "../../briefing.ts";
import { answerButton } from "./answer-button.ts";
import { answerQuestion } from "./answer-question.ts";
import { answerInForm } from "./answer-sop.ts";
import { asksFacts } from "./asks-facts.ts";
import type { Act } from "./embedded.ts";
import { followIntent } from "./follow-intent.ts";
import { type Reading, readTurn } from "./read-turn.ts";
import { selectService, startBooking } from "./wanted.ts";

/**
 * The first move of a turn: a pressed button, then the answer to what was asked, then whatever else
 * the lead wants; each reads the message its own way and passes on what is not for it.
 */
export const decide = (briefing: Briefing): Act => {
  if (briefing.text.length >= MAX_MESSAGE_CHARS) return { say: { kind: "plain", say: "too_long" } };
  const reading = readTurn(briefing);
  return (
    answerButton(briefing, reading) ??
    answerInForm(briefing, reading) ??
    badTime(reading) ??
    changeService(briefing, reading) ??
    answerQuestion(briefing, reading) ??
    followIntent(briefing, reading) ??
    introduced(briefing, reading) ??
    lookUp(reading)
  );
};

/**
 * A date that does not exist or is over is said so, and one of the lunar calendar asked about,
 * before anything is looked for at it.
 */
const badTime = ({ reply, wishes, contact, text }: Reading): Act | null => {
  if (contact.phone || contact.email) return null;
  const impossible = reply.times.find((time) => time.impossible);
  if (impossible) return { say: { kind: "impossible_date", text: impossible.text } };
  const lunar = reply.times.find((time) => time.lunar);
  if (lunar) return asksFacts(text) ? null : { say: { kind: "unclear_time", text: lunar.text } };
  if (reply.choice || reply.times.length === 0 || wishes.length > 0) return null;
  const past = reply.times.find((time) => time.hasDate && !time.excluded);
  const moves = reply.act === "reschedule" || reply.act === "cancel";
  return past && !moves && !tellsOfBefore(text)
    ? { say: { kind: "plain", say: "past_time" } }
    : null;
};

const before =
  /\b(hom (qua|kia|bua)|(tuan|thang|hom|bua) (truoc|roi|vua roi)|yesterday|last (night|week|month|year|time))\b/u;
const happened =
  /\b(bi|da|moi|roi|van|con|dau|sung|was|were|had|did|got|came|\w+ed|since|still|hurts?)\b/u;

/** "Răng làm tuần trước bị vỡ" tells what happened and wishes for no time. */
const tellsOfBefore = (text: string): boolean => {
  const plain = foldVietnamese(text);
  return before.test(plain) && happened.test(plain.replace(before, " "));
};

/** Another service named while one is being booked is a change of mind, whatever was asked. */
const changeService = (
  briefing: Briefing,
  { service, isNamed, reply, text }: Reading,
): Act | null => {
  const { booking, focus } = briefing;
  if (!booking || !isOpen(booking.state) || booking.serviceId === null || !service) return null;
  if (!isNamed || reply.choice) return null;
  const answers =
    focus.asked?.kind === "sop" &&
    (focus.asked.answer !== "yes_no" || ["affirm", "affirm_but", "deny"].includes(reply.act));
  const asks = reply.act === "ask" && reply.times.length === 0;
  const other = service.id !== booking.serviceId && !asks && reply.act !== "cancel";
  return other && !answers && !asksFacts(text) ? selectService(briefing, service.id) : null;
};

/** Who only says who they are is asked what they would like. */
const introduced = (briefing: Briefing, { contact, text }: Reading): Act | null => {
  if (!contact.phone && !contact.email && !contact.name) return null;
  const rest = blankContact(text, briefing.organization.country);
  return /\p{L}{2}/u.test(rest) ? null : startBooking(briefing);
};

/** What nobody above understood may still be a question the business has an answer to. */
const lookUp = ({ text }: Reading): Act =>
  /\p{L}{2}/u.test(text)
    ? { tool: "search_knowledge", with: { question: text.slice(0, 500) } }
    : { say: { kind: "plain", say: "unclear" } };
