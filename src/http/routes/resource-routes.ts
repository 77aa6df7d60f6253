import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { addResource, changeResource } from "#src/catalog/edit/edit-resource.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import type { Tx } from "#src/db/connect.ts";
import { findThing, listThings } from "#src/db/queries/catalog-things.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { columnsOf } from "../columns-of.ts";
import { CatalogQuery } from "../contract/catalog.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import {
  NewResource,
  ResourceAnswer,
  ResourceChange,
  ResourceList,
} from "../contract/resources.ts";
import { editCatalog, editRefused, showNothing } from "../edit-catalog.ts";
import { toAffected, toResourceRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Catalog";
const params = z.object({ id: Id });

export const mountResources = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url: "/resources",
    tag,
    summary: "Add a chair, a room, a machine",
    body: NewResource,
    answers: { 201: ResourceAnswer },
    run: async (asked) => {
      const fields = columnsOf(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => addResource(scope, fields),
        show(asked.call),
      );
      return edit.ok ? created(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/resources/:id",
    tag,
    summary: "Change or retire a resource",
    params,
    body: ResourceChange,
    answers: { 200: ResourceAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const fields = columnsOf(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => changeResource(scope, id, fields),
        show(asked.call),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/resources/:id",
    tag,
    summary: "Delete a resource nothing uses",
    params,
    answers: { 200: RemovedAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => removeThing(scope, "resource", id),
        showNothing,
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/resources",
    tag,
    summary: "Chairs, rooms and machines",
    query: CatalogQuery,
    answers: { 200: ResourceList },
    run: async ({ call: { organization }, query: { retired } }) => {
      const rows = await listThings(deps.db, "resource", organization.id);
      const resources = rows.filter(({ active }) => active || retired).map(toResourceRecord);
      return ok({ success: true, resources });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/resources/:id",
    tag,
    summary: "A resource",
    params,
    answers: { 200: ResourceAnswer },
    run: async ({ call, params: { id } }) => {
      const key = { organizationId: call.organization.id, id };
      const row = await findThing(deps.db, "resource", key);
      return row
        ? ok({ success: true, resource: toResourceRecord(row) })
        : editRefused(refuseEdit("unknown_resource", "id"), call);
    },
  });
};

const show =
  ({ organization }: ApiCall) =>
  async (tx: Tx, { id, affected }: Edited) => {
    const row = await findThing(tx, "resource", { organizationId: organization.id, id });
    if (!row) throw new Error(`resource ${id} vanished after it was written`);
    return { success: true, resource: toResourceRecord(row), ...toAffected(affected) } as const;
  };
