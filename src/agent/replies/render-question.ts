import { expectedOf } from "#src/domain/sop/expected-of.ts";
import { notAcceptedOf } from "#src/domain/sop/judge-answers.ts";
import type { AskedOf } from "../focus.ts";
import type { Rendered, Voice } from "./render-reply.ts";
import type { QuestionPlan } from "./reply-plan.ts";

/** A question of an SOP; of a choice, with its options to press. */
export const renderQuestion = (
  voice: Voice,
  { question, because, slotId }: QuestionPlan,
): Rendered => {
  const { language } = voice.briefing;
  const options = question.options.map(({ key, label }) => ({ id: key, label: label[language] }));
  return {
    text: wordsOf(voice, question, because),
    choices: options,
    asked: { kind: "sop", field: question.field, answer: question.type, options, slotId },
  };
};

/** An answer that does not let the lead on is told so; another may still be given. */
const wordsOf = (
  { briefing: { language }, refuse }: Voice,
  question: QuestionPlan["question"],
  because: QuestionPlan["because"],
): string => {
  const words = question.question[language];
  switch (because) {
    case "open":
      return words;
    case "unfit":
      return `${refuse("answer_unfit", { field: question.field, ...expectedOf(question, language) })}\n${words}`;
    case "refused":
      return refuse("sop_answers_accepted", notAcceptedOf(question, language));
  }
};

/** The question that was asked before, below the answer to something else. */
export const askQuestionAgain = (
  voice: Voice,
  { field, slotId }: AskedOf<"sop">,
): Rendered | null => {
  const question = voice.briefing.sop.find((one) => one.field === field);
  return question
    ? renderQuestion(voice, { kind: "ask_question", question, because: "open", slotId })
    : null;
};
