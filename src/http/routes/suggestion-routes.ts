import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { Verdict } from "#src/conversation/suggestions.ts";
import { findNamedSuggestion, listSuggestions } from "#src/db/queries/suggestions.ts";
import { desk } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  ApproveSuggestion,
  EditSuggestion,
  ListSuggestions,
  RejectSuggestion,
  SuggestionAnswer,
  SuggestionList,
} from "../contract/suggestion.ts";
import { pageAsked } from "../page-asked.ts";
import { toSuggestionRecord } from "../records/suggestion-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { undecided } from "../undecided.ts";
import { type Asked, mountRoute } from "./api.ts";

const tag = "Suggestions";
const OneSuggestion = z.object({ id: Id });
type OneSuggestion = z.output<typeof OneSuggestion>;

/** What the agent would say or do and a person decides about. */
export const mountSuggestions = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/suggestions",
    tag,
    access: desk,
    summary: "Suggestions, the newest first",
    query: ListSuggestions,
    answers: { 200: SuggestionList },
    run: async ({ call, query: { status, ...query } }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) =>
        listSuggestions(deps.db, id, { ...page, status }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, suggestions: rows.map(toSuggestionRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/suggestions/:id",
    tag,
    access: desk,
    summary: "One suggestion",
    params: OneSuggestion,
    answers: { 200: SuggestionAnswer },
    run: async ({ call, params: { id } }) => {
      const row = await findNamedSuggestion(deps.db, call.organization.id, id);
      return row
        ? ok({ success: true, suggestion: toSuggestionRecord(row) })
        : failed("UNKNOWN_SUGGESTION", call.language, "id");
    },
  });

  mountDecisions(http, deps);
};

const mountDecisions = (http: FastifyInstance, deps: ServerDeps): void => {
  const common = { method: "POST", tag, params: OneSuggestion } as const;
  const answers = { 200: SuggestionAnswer };

  mountRoute(http, {
    ...common,
    url: "/suggestions/:id/approve",
    access: desk,
    summary: "Send the words, or let the deed be done",
    body: ApproveSuggestion,
    answers,
    run: (asked) => decide(deps, asked, { kind: "approve", ...asked.body }),
  });

  mountRoute(http, {
    ...common,
    url: "/suggestions/:id/edit",
    access: desk,
    summary: "Send other words; they are checked like any reply",
    body: EditSuggestion,
    answers,
    run: (asked) => decide(deps, asked, { kind: "edit", ...asked.body }),
  });

  mountRoute(http, {
    ...common,
    url: "/suggestions/:id/reject",
    access: desk,
    summary: "Say and do nothing; the conversation waits for people",
    body: RejectSuggestion,
    answers,
    run: (asked) => decide(deps, asked, { kind: "reject", ...asked.body }),
  });
};

const decide = async (
  { db, suggestions }: ServerDeps,
  { call, caller, params: { id } }: Asked<unknown, OneSuggestion, unknown>,
  verdict: Verdict,
) => {
  const answer = await suggestions.decide(caller, id, verdict);
  if (!answer.ok) return refused(answer);
  const row = await findNamedSuggestion(db, call.organization.id, id);
  if (answer.undecided) return undecided(answer.undecided, call.language, row);
  if (!row) throw new Error(`suggestion ${id} vanished`);
  return ok({ success: true, suggestion: toSuggestionRecord(row) } as const);
};
