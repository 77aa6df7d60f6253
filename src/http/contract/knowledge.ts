import { z } from "zod";

import { Id } from "./formats.ts";

const Said = z.string().trim().min(1).max(2_000);
const fields = {
  topic: z.string().trim().min(1).max(80).describe("What it is about, for people"),
  keywords: z
    .array(z.string().trim().min(2).max(60))
    .min(1)
    .max(60)
    .describe("Words of questions it answers, in both languages; the most letters found decide"),
  answer: z.strictObject({ vi: Said, en: Said }).describe("What leads are told, word for word"),
  active: z.boolean().describe("False: a draft, which nobody is told"),
};

export const NewKnowledge = z.strictObject({ ...fields, active: fields.active.default(true) });

/** What is left out stays as it is. */
export const KnowledgeChange = z.strictObject({
  topic: fields.topic.exactOptional(),
  keywords: fields.keywords.exactOptional(),
  answer: fields.answer.exactOptional(),
  active: fields.active.exactOptional(),
});

const KnowledgeRecord = z
  .object({
    knowledge_id: Id,
    topic: z.string(),
    keywords: z.array(z.string()),
    answer: z.object({ vi: z.string(), en: z.string() }),
    active: z.boolean(),
  })
  .meta({ id: "Knowledge" });

export const KnowledgeAnswer = z.object({ success: z.literal(true), knowledge: KnowledgeRecord });
export const KnowledgeList = z.object({
  success: z.literal(true),
  knowledge: z.array(KnowledgeRecord).describe("Drafts too; never more than 200"),
});

export const TryQuestion = z.strictObject({
  question: z.string().trim().min(1).max(500),
  language: z.enum(["vi", "en"]).exactOptional().describe("The lead's; absent: the caller's"),
});

/** What the agent finds when a lead asks this; it never makes an answer up. */
export const TriedQuestion = z.object({
  success: z.literal(true),
  found: z
    .object({
      knowledge_id: Id.nullable().describe("Null: told from what the catalog says of a service"),
      topic: z.string(),
      text: z.string(),
    })
    .nullable()
    .describe("Null: nothing; the agent says so, and a person can answer"),
});
