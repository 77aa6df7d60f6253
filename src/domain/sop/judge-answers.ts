import type { BookingState } from "../booking-states.ts";
import type { Language, SopField } from "../facts.ts";
import { readAnswer } from "./read-answer.ts";
import type { AnsweredUnder, GivenAnswers, Sop, SopQuestion } from "./sop.ts";

/** What is known of the lead and of the booking. */
export interface Given {
  readonly lead: GivenAnswers;
  readonly booking: GivenAnswers;
}

/** Every question of these SOPs in their order, and how far its answer lets the lead on. */
export const judgeAnswers = (sops: readonly Sop[], given: Given, now: Date): SopField[] =>
  sops.flatMap(({ questions }) =>
    questions.map((question) => {
      const value = standingAnswer(question, given[question.scope], now);
      const isAccepted = value !== null && (question.accepts?.includes(value) ?? true);
      return {
        ...question,
        met: isAccepted,
        refused: value !== null && !isAccepted ? question.otherwise : null,
      };
    }),
  );

/**
 * The answer that counts: it has the form of its type, was given since the field means what it means
 * and is not too old. When it was given is known or it counts for neither.
 */
export const standingAnswer = (
  question: SopQuestion,
  { values, under }: GivenAnswers,
  now: Date,
): string | null => {
  const { field, since, validMonths } = question;
  const said = values[field];
  const value = said === undefined ? null : readAnswer(question, said);
  const at = instantOf(under[field]);
  if (since !== null && (at === null || at <= new Date(since))) return null;
  if (validMonths !== null && (at === null || monthsAfter(at, validMonths) <= now)) return null;
  return value;
};

const instantOf = (under: AnsweredUnder | undefined): Date | null =>
  under === undefined ? null : new Date(under.at);

/** The same day of a later month, or its last day. */
const monthsAfter = (at: Date, months: number): Date => {
  const later = new Date(at);
  later.setUTCMonth(at.getUTCMonth() + months);
  if (later.getUTCDate() !== at.getUTCDate()) later.setUTCDate(0);
  return later;
};

/** One question a field, however many SOPs ask it: one that stands in the way goes before the others. */
export const oneOfEach = (fields: readonly SopField[]): SopField[] =>
  [...Map.groupBy(fields, ({ field }) => field).values()].flatMap(
    (same) => same.find(({ met }) => !met) ?? same.slice(0, 1),
  );

/** Whether an answer is needed for this move of a booking. */
export const isDueBefore = ({ before }: Pick<SopField, "before">, to: BookingState): boolean =>
  before === to || (before === "SLOT_PROPOSED" && to === "SLOT_CONFIRMED");

/** What the sentence about an answer that is not acceptable is filled with. */
export const notAcceptedOf = (
  question: Pick<SopField, "field" | "refused"> | undefined,
  language: Language,
): Record<"field" | "next" | "own", string> => ({
  field: question?.field ?? "",
  next: question?.refused?.next ?? "refuse",
  own: question?.refused?.say?.[language] ?? "none",
});
