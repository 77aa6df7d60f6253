import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { addLocation, changeLocation } from "#src/catalog/edit/edit-location.ts";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import type { Tx } from "#src/db/connect.ts";
import { findThing, listThings } from "#src/db/queries/catalog-things.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { columnsOf } from "../columns-of.ts";
import { CatalogQuery, LocationAnswer, LocationList } from "../contract/catalog.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { LocationChange, NewLocation } from "../contract/catalog-requests.ts";
import { Id } from "../contract/formats.ts";
import { editCatalog, editRefused, showNothing } from "../edit-catalog.ts";
import { toAffected, toLocationRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Catalog";
const params = z.object({ id: Id });

export const mountLocations = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url: "/locations",
    tag,
    summary: "Add a branch or an area",
    body: NewLocation,
    answers: { 201: LocationAnswer },
    run: async (asked) => {
      const { timezone } = asked.call.organization;
      const fields = { timezone, ...columnsOf(asked.body) };
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => addLocation(scope, fields),
        show(asked.call),
      );
      return edit.ok ? created(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/locations/:id",
    tag,
    summary: "Change or retire a location",
    params,
    body: LocationChange,
    answers: { 200: LocationAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const fields = columnsOf(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => changeLocation(scope, id, fields),
        show(asked.call),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/locations/:id",
    tag,
    summary: "Delete a location nothing uses",
    params,
    answers: { 200: RemovedAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => removeThing(scope, "location", id),
        showNothing,
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/locations",
    tag,
    summary: "Branches and areas, each with its timezone",
    query: CatalogQuery,
    answers: { 200: LocationList },
    run: async ({ call: { organization }, query: { retired } }) => {
      const rows = await listThings(deps.db, "location", organization.id);
      const locations = rows.filter(({ active }) => active || retired).map(toLocationRecord);
      return ok({ success: true, locations });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/locations/:id",
    tag,
    summary: "A location",
    params,
    answers: { 200: LocationAnswer },
    run: async ({ call, params: { id } }) => {
      const key = { organizationId: call.organization.id, id };
      const row = await findThing(deps.db, "location", key);
      return row
        ? ok({ success: true, location: toLocationRecord(row) })
        : editRefused(refuseEdit("unknown_location", "id"), call);
    },
  });
};

const show =
  ({ organization }: ApiCall) =>
  async (tx: Tx, { id, affected }: Edited) => {
    const row = await findThing(tx, "location", { organizationId: organization.id, id });
    if (!row) throw new Error(`location ${id} vanished after it was written`);
    return { success: true, location: toLocationRecord(row), ...toAffected(affected) } as const;
  };
