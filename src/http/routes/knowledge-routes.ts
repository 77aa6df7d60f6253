import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  addKnowledge,
  changeKnowledge,
  removeKnowledge,
} from "#src/catalog/edit/edit-knowledge.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { catalogOf } from "#src/conversation/remember-catalog.ts";
import { findAnswer } from "#src/conversation/search-knowledge.ts";
import type { Tx } from "#src/db/connect.ts";
import { findKnowledge, type KnowledgeRow, listKnowledge } from "#src/db/queries/knowledge.ts";
import { desk, managers } from "../access.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { Id } from "../contract/formats.ts";
import {
  KnowledgeAnswer,
  KnowledgeChange,
  KnowledgeList,
  NewKnowledge,
  TriedQuestion,
  TryQuestion,
} from "../contract/knowledge.ts";
import { editCatalog } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

const tag = "Knowledge";
const url = "/knowledge";
const params = z.object({ id: Id });

/** The organization's own answers to what leads ask. */
export const mountKnowledge = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url,
    tag,
    access: managers,
    summary: "Add an answer",
    body: NewKnowledge,
    answers: { 201: KnowledgeAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => addKnowledge(scope, asked.body),
        show,
        answer: created,
      }),
  });

  mountRoute(http, {
    method: "PATCH",
    url: `${url}/:id`,
    tag,
    access: managers,
    summary: "Change an answer, make a draft of it, or make a draft active",
    params,
    body: KnowledgeChange,
    answers: { 200: KnowledgeAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => changeKnowledge(scope, asked.params.id, asked.body),
        show,
      }),
  });

  mountRemoval(http, deps, {
    url: `${url}/:id`,
    tag,
    access: managers,
    summary: "Delete an answer",
    remove: removeKnowledge,
  });
};

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url,
    tag,
    access: desk,
    summary: "Answers to what leads ask, with drafts",
    answers: { 200: KnowledgeList },
    run: async ({ call: { organization } }) => {
      const rows = await listKnowledge(deps.db, organization.id);
      return ok({ success: true, knowledge: rows.map(toRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: `${url}/search`,
    tag,
    access: desk,
    changesNothing: true,
    summary: "What the agent finds when a lead asks this",
    body: TryQuestion,
    answers: { 200: TriedQuestion },
    run: async ({ call, body: { question, language = call.language } }) => {
      const { id } = call.organization;
      const { told } = await catalogOf(deps.db, id, language);
      const asked = { services: told.services, language, booking: null };
      const found = await findAnswer(deps, id, asked, question);
      return ok({ success: true, found: found && toFound(found) });
    },
  });
};

const toFound = ({ id, ...found }: NonNullable<Awaited<ReturnType<typeof findAnswer>>>) => ({
  knowledge_id: id,
  ...found,
});

const show = async (tx: Tx, { id }: Edited, { organization }: ApiCall) => {
  const row = await findKnowledge(tx, organization.id, id);
  if (!row) throw new Error(`answer ${id} vanished after it was written`);
  return { success: true as const, knowledge: toRecord(row) };
};

const toRecord = ({ id, topic, keywords, answer, active }: KnowledgeRow) => ({
  knowledge_id: id,
  ...{ topic, keywords, answer, active },
});
