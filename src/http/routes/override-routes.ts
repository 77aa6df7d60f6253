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
import { created, ok } from "../answer.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import { DatesQuery, OverrideAnswer, OverrideBody, OverrideList } from "../contract/overrides.ts";
import { datesAsked } from "../dates-asked.ts";
import { editCatalog, showNothing } from "../edit-catalog.ts";
import { toOverrideRecord } from "../records/hours-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Hours";
const params = z.object({ id: Id });

/** Other hours on single dates; one owner has one override a date. */
export const mountOverrides = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/overrides",
    tag,
    summary: "Other hours on single dates, by date",
    query: DatesQuery,
    answers: { 200: OverrideList },
    run: async ({ call, query }) => {
      const dates = datesAsked(query, call, deps.now());
      if (!dates.ok) return dates.answer;
      const rows = await listOverrides(deps.db, call.organization.id, dates);
      return ok({ success: true, overrides: rows.map(toOverrideRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/overrides",
    tag,
    summary: "Set other hours for a date",
    body: OverrideBody,
    answers: { 201: OverrideAnswer },
    run: async (asked) => {
      const draft = draftOf(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => addOverride(scope, draft),
        show(asked.call.organization.id),
      );
      return edit.ok ? created(edit.body) : edit.answer;
    },
  });

  mountOfOne(http, deps);
};

const mountOfOne = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "PUT",
    url: "/overrides/:id",
    tag,
    summary: "Replace the hours of a date",
    params,
    body: OverrideBody,
    answers: { 200: OverrideAnswer },
    run: async (asked) => {
      const draft = draftOf(asked.body);
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => replaceOverride(scope, id, draft),
        show(asked.call.organization.id),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/overrides/:id",
    tag,
    summary: "Go back to the hours of the weekday",
    params,
    answers: { 200: RemovedAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => removeOverride(scope, id),
        showNothing,
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

const show =
  (organizationId: string) =>
  async (tx: Tx, { id }: Edited) => {
    const row = await getOverride(tx, organizationId, id);
    return { success: true, override: toOverrideRecord(row) } as const;
  };

const draftOf = ({ providerId, ...body }: z.output<typeof OverrideBody>): OverrideDraft => ({
  ...body,
  providerId: providerId ?? null,
});
