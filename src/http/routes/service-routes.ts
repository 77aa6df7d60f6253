import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { addService, changeService } from "#src/catalog/edit/edit-service.ts";
import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { readCatalogLinks } from "#src/db/queries/catalog-links.ts";
import { findThing, listThings } from "#src/db/queries/catalog-things.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { columnsOf } from "../columns-of.ts";
import { CatalogQuery, ServiceAnswer, ServiceList } from "../contract/catalog.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { NewService, ServiceChange } from "../contract/catalog-requests.ts";
import { Id } from "../contract/formats.ts";
import { editCatalog, editRefused, showNothing } from "../edit-catalog.ts";
import { toAffected, toServiceRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Catalog";
const params = z.object({ id: Id });

export const mountServices = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);

  mountRoute(http, {
    method: "POST",
    url: "/services",
    tag,
    summary: "Add a service",
    body: NewService,
    answers: { 201: ServiceAnswer },
    run: async (asked) => {
      const { fields, makeup } = readBody(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => addService(scope, fields, makeup),
        show(asked.call),
      );
      return edit.ok ? created(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/services/:id",
    tag,
    summary: "Change or retire a service",
    params,
    body: ServiceChange,
    answers: { 200: ServiceAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const { fields, makeup } = readBody(asked.body);
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => changeService(scope, id, fields, makeup),
        show(asked.call),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/services/:id",
    tag,
    summary: "Delete a service nothing uses",
    params,
    answers: { 200: RemovedAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => removeThing(scope, "service", id),
        showNothing,
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

/** Columns of the service, and what it is made of and takes. */
const readBody = <Body extends Pick<z.output<typeof NewService>, "parts" | "resources">>({
  parts,
  resources,
  ...body
}: Body) => ({
  fields: columnsOf(body),
  makeup: {
    ...(parts && { parts: parts.map((part) => columnsOf(part)) }),
    ...(resources && { needs: resources }),
  },
});

const mountReads = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/services",
    tag,
    summary: "Services that can be booked",
    query: CatalogQuery,
    answers: { 200: ServiceList },
    run: async ({ call: { organization, language }, query: { retired } }) => {
      const rows = await listThings(deps.db, "service", organization.id);
      const links = await readCatalogLinks(deps.db, organization.id);
      const shown = rows.filter(({ active }) => active || retired);
      const services = shown.map((row) => toServiceRecord(row, { organization, links, language }));
      return ok({ success: true, services });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/services/:id",
    tag,
    summary: "A service",
    params,
    answers: { 200: ServiceAnswer },
    run: async ({ call, params: { id } }) => {
      const service = await findShown(deps.db, call, id);
      return service
        ? ok({ success: true, service })
        : editRefused(refuseEdit("unknown_service", "id"), call);
    },
  });
};

const findShown = async (db: Db | Tx, { organization, language }: ApiCall, id: string) => {
  const row = await findThing(db, "service", { organizationId: organization.id, id });
  if (!row) return null;
  const links = await readCatalogLinks(db, organization.id);
  return toServiceRecord(row, { organization, links, language });
};

const show =
  (call: ApiCall) =>
  async (tx: Tx, { id, affected }: Edited) => {
    const service = await findShown(tx, call, id);
    if (!service) throw new Error(`service ${id} vanished after it was written`);
    return { success: true, service, ...toAffected(affected) } as const;
  };
