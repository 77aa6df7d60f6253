import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { addProvider, changeProvider } from "#src/catalog/edit/edit-provider.ts";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import type { Tx } from "#src/db/connect.ts";
import { readCatalogLinks } from "#src/db/queries/catalog-links.ts";
import { findThing, listThings } from "#src/db/queries/catalog-things.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { columnsOf } from "../columns-of.ts";
import { CatalogQuery, ProviderAnswer, ProviderList } from "../contract/catalog.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { NewProvider, ProviderChange } from "../contract/catalog-requests.ts";
import { Id } from "../contract/formats.ts";
import { editCatalog, editRefused, showNothing } from "../edit-catalog.ts";
import { toAffected, toProviderRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Catalog";
const params = z.object({ id: Id });

export const mountProviders = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url: "/providers",
    tag,
    summary: "Add somebody who gives services",
    body: NewProvider,
    answers: { 201: ProviderAnswer },
    run: async (asked) => {
      const { fields, gives } = readBody(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => addProvider(scope, fields, gives),
        show(asked.call),
      );
      return edit.ok ? created(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/providers/:id",
    tag,
    summary: "Change or retire a provider",
    params,
    body: ProviderChange,
    answers: { 200: ProviderAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const { fields, gives } = readBody(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => changeProvider(scope, id, fields, gives),
        show(asked.call),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/providers/:id",
    tag,
    summary: "Delete a provider nothing uses",
    params,
    answers: { 200: RemovedAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => removeThing(scope, "provider", id),
        showNothing,
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

/** Columns of the provider, and the services they give. */
const readBody = <Body extends { serviceIds?: readonly string[] }>({
  serviceIds,
  ...body
}: Body) => ({
  fields: columnsOf(body),
  gives: serviceIds === undefined ? {} : { serviceIds },
});

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/providers",
    tag,
    summary: "People who give the services",
    query: CatalogQuery,
    answers: { 200: ProviderList },
    run: async ({ call: { organization }, query: { retired } }) => {
      const rows = await listThings(deps.db, "provider", organization.id);
      const links = await readCatalogLinks(deps.db, organization.id);
      const shown = rows.filter(({ active }) => active || retired);
      const providers = shown.map((row) => toProviderRecord(row, links));
      return ok({ success: true, providers });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/providers/:id",
    tag,
    summary: "A provider",
    params,
    answers: { 200: ProviderAnswer },
    run: async ({ call, params: { id } }) => {
      const key = { organizationId: call.organization.id, id };
      const row = await findThing(deps.db, "provider", key);
      return row
        ? ok({
            success: true,
            provider: toProviderRecord(row, await readCatalogLinks(deps.db, key.organizationId)),
          })
        : editRefused(refuseEdit("unknown_provider", "id"), call);
    },
  });
};

const show =
  ({ organization }: ApiCall) =>
  async (tx: Tx, { id, affected }: Edited) => {
    const row = await findThing(tx, "provider", { organizationId: organization.id, id });
    if (!row) throw new Error(`provider ${id} vanished after it was written`);
    const provider = toProviderRecord(row, await readCatalogLinks(tx, organization.id));
    return { success: true, provider, ...toAffected(affected) } as const;
  };
