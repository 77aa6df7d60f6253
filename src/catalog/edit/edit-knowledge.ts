import {
  deleteKnowledge,
  findKnowledge,
  insertKnowledge,
  type KnowledgeRow,
  listKnowledge,
  updateKnowledge,
} from "#src/db/queries/knowledge.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { isNameTaken } from "./name-taken.ts";

type KnowledgeFields = Pick<KnowledgeRow, "topic" | "keywords" | "answer" | "active">;

/** All of them are looked through for every question. */
const mostAnswers = 200;

export const addKnowledge = async (
  { tx, organizationId, newId }: EditScope,
  fields: KnowledgeFields,
): Promise<Edited | EditRefusal> => {
  const known = await listKnowledge(tx, organizationId);
  if (known.length >= mostAnswers) return refuseEdit("too_many_answers", "topic");
  const id = newId();
  if (isTopicTaken(known, { ...fields, id })) return refuseEdit("duplicate_name", "topic");
  const position = 1 + Math.max(-1, ...known.map((one) => one.position));
  await insertKnowledge(tx, {
    ...{ organization_id: organizationId, id, position },
    ...fields,
    answer: JSON.stringify(fields.answer),
  });
  return edited(id);
};

export const changeKnowledge = async (
  { tx, organizationId }: EditScope,
  id: string,
  change: Partial<KnowledgeFields>,
): Promise<Edited | EditRefusal> => {
  const before = await findKnowledge(tx, organizationId, id);
  if (!before) return refuseEdit("unknown_answer", "id");
  const { topic, keywords, answer, active } = { ...before, ...change };
  const known = await listKnowledge(tx, organizationId);
  if (isTopicTaken(known, { id, topic })) return refuseEdit("duplicate_name", "topic");
  const after = { topic, keywords, active, answer: JSON.stringify(answer) };
  await updateKnowledge(tx, before, after);
  return edited(id);
};

export const removeKnowledge = async (
  { tx, organizationId }: EditScope,
  id: string,
): Promise<Edited | EditRefusal> =>
  (await deleteKnowledge(tx, organizationId, id)) ? edited(id) : refuseEdit("unknown_answer", "id");

/** Drafts count too: they are made active as they are. */
const isTopicTaken = (
  known: readonly KnowledgeRow[],
  { id, topic }: Pick<KnowledgeRow, "id" | "topic">,
): boolean =>
  isNameTaken(
    known.map((one) => ({ id: one.id, name: one.topic, active: true })),
    { id, name: topic, active: true },
  );
