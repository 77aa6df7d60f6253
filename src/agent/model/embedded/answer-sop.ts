import { findContact } from "#src/language/find-contact.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { readDate } from "#src/language/read-date.ts";
import { readNumber } from "#src/language/read-number.ts";
import type { Briefing } from "../../briefing.ts";
import type { AskedOf } from "../../focus.ts";
import { asksFacts } from "./asks-facts.ts";
import { towardsProposal } from "./continue-turn.ts";
import type { Act } from "./embedded.ts";
import type { Reading } from "./read-turn.ts";

/** Acts that are something else than an answer, whatever was asked. */
export const digressions: readonly string[] = [
  "ask",
  "cancel",
  "reschedule",
  "greet",
  "thanks",
  "defer",
];

/** Forms in which a number, a date or an address would be read as a wish or a way to reach the lead. */
const formal: readonly string[] = ["number", "date", "phone", "email", "choice"];

/** An answer in the form that was asked for, before anything else is made of it. */
export const answerInForm = (briefing: Briefing, reading: Reading): Act | null => {
  const { asked } = briefing.focus;
  if (asked?.kind !== "sop" || !formal.includes(asked.answer)) return null;
  const isAsked = briefing.sop.some(({ field }) => field === asked.field);
  const value = isAsked ? read(briefing, reading, asked) : null;
  return value === null ? null : save(asked, value);
};

/**
 * The message as the answer to a question of an SOP. What is none of its type goes to the house as it
 * was said, and comes back with what is expected.
 */
export const answerSop = (
  briefing: Briefing,
  reading: Reading,
  asked: AskedOf<"sop">,
): Act | null => {
  const { reply, text } = reading;
  // A version that came meanwhile does not ask it any more.
  if (!briefing.sop.some(({ field }) => field === asked.field)) return towardsProposal(briefing);
  const said = asked.answer === "text" ? null : read(briefing, reading, asked);
  if (said !== null) return save(asked, said);
  if (digressions.includes(reply.act)) return null;
  if (asked.answer === "text") return text.trim() === "" ? null : save(asked, text);
  const speaks = asked.answer === "yes_no" ? /\p{L}{2}/u : /[\p{L}\d]/u;
  return isElse(briefing, reading, asked) || !speaks.test(text) ? null : save(asked, text);
};

const save = ({ field }: AskedOf<"sop">, value: string): Act => ({
  tool: "save_lead_details",
  with: { answers: { [field]: value.slice(0, 1_000) } },
});

const read = (
  briefing: Briefing,
  reading: Reading,
  { answer, field }: AskedOf<"sop">,
): string | null => {
  const { now, organization } = briefing;
  const { country } = organization;
  const { reply, text, pressed } = reading;
  switch (answer) {
    case "yes_no":
      return yesOrNo(briefing, reading, field);
    case "choice":
      if (asksFacts(text) && pressed === null) return null;
      return reply.choice && "id" in reply.choice ? reply.choice.id : null;
    case "number":
      return asksFacts(text) ? null : readNumber(text);
    case "date":
      return readDate(text, { now, monthFirst: country === "US" });
    case "phone":
      return findContact(text, { country }).phone ?? null;
    case "email":
      return findContact(text, { country }).email ?? null;
    case "text":
      return null;
  }
};

/** "Có rồi ạ", "dạ chưa": a word at the start answers, whatever follows it. */
const startsYes = /^\W*((da|vang|u|uh) )*(co(?! (le|the)\b)|roi|dung|yes|yeah|yep)\b/u;
const startsNo =
  /^\W*(da )*(chua|khong(?! (biet|chac|ro|nho)\b)|no|nope|not yet|none)(?! (idea|sure)\b)\b/u;

const yesOrNo = (
  briefing: Briefing,
  { reply, text }: Reading,
  field: string,
): "yes" | "no" | null => {
  if (reply.act === "affirm" || reply.act === "affirm_but") return "yes";
  if (reply.act === "deny") return "no";
  const plain = foldVietnamese(text);
  if (startsNo.test(plain)) return "no";
  const isYes = startsYes.test(plain) || restates(briefing, text, field);
  return reply.act !== "ask" && isYes ? "yes" : null;
};

const fillers = /\b(da|vang|em|minh|toi|chi|anh|la|a|ah|nha|nhe|i|am|m|it|s|is|this|my|the|an)\b/gu;

/** "Em là khách mới" says the question's own words back, and none that deny. */
const restates = ({ sop, language }: Briefing, text: string, field: string): boolean => {
  const wordsOf = (words: string): readonly string[] =>
    foldVietnamese(words).match(/\p{L}+/gu) ?? [];
  const asked = wordsOf(sop.find((one) => one.field === field)?.question[language] ?? "");
  const said = wordsOf(foldVietnamese(text).replace(fillers, " "));
  const denies = said.some((word) => ["khong", "chua", "no", "not"].includes(word));
  return said.length >= 2 && !denies && said.every((word) => asked.includes(word));
};

/** Another service is no answer to a question of the house, and a time is none but to a date. */
const isElse = (
  { booking }: Briefing,
  { service, wishes }: Reading,
  { answer }: AskedOf<"sop">,
): boolean =>
  (wishes.length > 0 && answer === "yes_no") ||
  (service !== null && service.id !== booking?.serviceId);
