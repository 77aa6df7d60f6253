import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  addOverride,
  type OverrideDraft,
  removeOverride,
  replaceOverride,
} from "#src/catalog/edit/edit-override.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import type { Tx } from "#src/db/connect.ts";
import { getOverride, listOverrides } from "#src/db/queries/catalog-hours.ts";
import { desk } from "../access.ts";
import { created, ok } from "../answer.ts";
import { type ApiCall, reachOf } from "../auth.ts";
import { Id } from "../contract/formats.ts";
import { DatesQuery, OverrideAnswer, OverrideBody, OverrideList } from "../contract/overrides.ts";
import { datesAsked } from "../dates-asked.ts";
import { editCatalog } from "../edit-catalog.ts";
import { toOverrideRecord } from "../records/hours-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

const tag = "Hours";

/** Other hours on single dates; one owner has one override a date. */
export const mountOverrides = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/overrides",
    tag,
    access: { to: "everyone", own: "self" },
    summary: "Other hours on single dates, by date",
    query: DatesQuery,
    answers: { 200: OverrideList },
    run: async ({ call, query }) => {
      const dates = datesAsked(query, call, deps.now());
      if (!dates.ok) return dates.answer;
      const rows = await listOverrides(deps.db, reachOf(call), dates);
      return ok({ success: true, overrides: rows.map(toOverrideRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/overrides",
    tag,
    access: desk,
    summary: "Set other hours for a date",
    body: OverrideBody,
    answers: { 201: OverrideAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => addOverride(scope, draftOf(asked.body)),
        show,
        answer: created,
      }),
  });

  mountRoute(http, {
    method: "PUT",
    url: "/overrides/:id",
    tag,
    access: desk,
    summary: "Replace the hours of a date",
    params: z.object({ id: Id }),
    body: OverrideBody,
    answers: { 200: OverrideAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => replaceOverride(scope, asked.params.id, draftOf(asked.body)),
        show,
      }),
  });

  mountRemoval(http, deps, {
    url: "/overrides/:id",
    tag,
    summary: "Go back to the hours of the weekday",
    access: desk,
    remove: removeOverride,
  });
};

const show = async (tx: Tx, { id }: Edited, { organization }: ApiCall) => {
  const row = await getOverride(tx, organization.id, id);
  return { success: true, override: toOverrideRecord(row) } as const;
};

const draftOf = ({ providerId, ...body }: z.output<typeof OverrideBody>): OverrideDraft => ({
  ...body,
  providerId: providerId ?? null,
});
