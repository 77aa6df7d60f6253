import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import type { KnowledgeList } from "#src/http/contract/knowledge.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { knowledgeQuery } from "./catalog-queries.ts";
import type { Field } from "./field.ts";
import { knowledgeTexts } from "./knowledge-texts.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { type Thing, Things } from "./things.tsx";
import { TryQuestion } from "./try-question.tsx";

type Answer = z.output<typeof KnowledgeList>["knowledge"][number];

/** What leads are told when they ask; nothing beyond it is made up. */
export const Knowledge = () => {
  const texts = useTexts(knowledgeTexts);
  const language = useLanguage();
  const toThing = ({ knowledge_id, topic, keywords, answer, active }: Answer): Thing => ({
    id: knowledge_id,
    ...{ name: topic, detail: answer[language], active },
    values: { topic, keywords, ...answer },
  });
  const answers = useQuery({
    ...knowledgeQuery,
    select: (list) => list.knowledge.map(toThing),
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.knowledge}
      lead={texts.lead}
      addLabel={texts.add}
      path="/knowledge"
      query={answers}
      fields={useFields()}
      toBody={toBody}
      whole
      switching={texts.switching}
      above={<TryQuestion />}
    />
  );
};

const useFields = (): Field[] => {
  const texts = useTexts(knowledgeTexts);
  return [
    { ...{ name: "topic", kind: "text", label: texts.topic }, needed: true, wide: true },
    {
      ...{ name: "keywords", kind: "tags", label: texts.keywords, hint: texts.keywordsHint },
      ...{ needed: true, wide: true },
    },
    { name: "vi", kind: "words", label: texts.inVi, needed: true },
    { name: "en", kind: "words", label: texts.inEn, hint: texts.bothHint, needed: true },
  ];
};

const toBody = ({ vi, en, ...rest }: Record<string, unknown>) => ({ ...rest, answer: { vi, en } });
