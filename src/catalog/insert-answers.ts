import type { Loading } from "./loading.ts";
import type { TemplateQuestion } from "./template.ts";

/** What the organization asks its leads, and what it answers them. */
export const insertAnswers = async (loading: Loading): Promise<void> => {
  const { tx, template, organizationId, newId } = loading;
  const questions = [
    ...template.questions.map((question) => questionOf(loading, null, question)),
    ...template.services.flatMap(({ key, questions: asked }) =>
      asked.map((question) => questionOf(loading, key, question)),
    ),
  ].map((row, position) => ({ ...row, position }));
  if (questions.length > 0) await tx.insertInto("sop_questions").values(questions).execute();

  const answers = template.knowledge.map(({ topic, keywords, answer }, position) => ({
    ...{ organization_id: organizationId, id: newId("knowledge", topic) },
    ...{ topic, keywords, position },
    answer: JSON.stringify(answer),
  }));
  if (answers.length > 0) await tx.insertInto("knowledge").values(answers).execute();
};

const questionOf = (
  { organizationId, newId }: Loading,
  service: string | null,
  { field, kind, scope, question }: TemplateQuestion,
) => ({
  organization_id: organizationId,
  id: newId("question", `${service ?? ""} ${field}`),
  service_id: service === null ? null : newId("service", service),
  ...{ field, kind, scope },
  question: JSON.stringify(question),
});
