import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { countDecisions } from "#src/db/queries/desk.ts";
import { findLeadWords, findTrace } from "#src/db/queries/evidence.ts";
import { findNamedSuggestion } from "#src/db/queries/suggestions.ts";
import { desk } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import { EvalDraft, SuggestionEvidence } from "../contract/suggestion.ts";
import { evalDraft } from "../records/eval-draft.ts";
import { toEvidence } from "../records/evidence-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Suggestions";
const OneSuggestion = z.object({ id: Id });
const lately = 90 * 24 * 3_600_000;

/** Why a suggestion says what it says, and what is to be learnt from a person's decision. */
export const mountEvidence = (http: FastifyInstance, { db, now }: ServerDeps): void => {
  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/suggestions/:id/evidence",
    tag,
    summary: "Facts it stands on, checks it passed, what was refused, how often people agree",
    params: OneSuggestion,
    answers: { 200: SuggestionEvidence },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      const row = await findNamedSuggestion(db, organizationId, id);
      if (!row) return failed("UNKNOWN_SUGGESTION", call.language, "id");
      const since = new Date(now().getTime() - lately);
      const [trace, decisions] = await Promise.all([
        findTrace(db, organizationId, row.turn_id),
        countDecisions(db, organizationId, row.intent ?? "", since),
      ]);
      return ok(toEvidence(row, trace, decisions));
    },
  });

  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/suggestions/:id/eval-case",
    tag,
    summary: "A draft eval case from what the lead said and what a person has changed",
    params: OneSuggestion,
    answers: { 200: EvalDraft },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      const row = await findNamedSuggestion(db, organizationId, id);
      if (!row) return failed("UNKNOWN_SUGGESTION", call.language, "id");
      const talk = await findLeadWords(db, row);
      return ok({ success: true, ...evalDraft(row, talk) });
    },
  });
};
