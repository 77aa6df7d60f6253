import type { FastifyInstance } from "fastify";
import type { z } from "zod";

import { addService, changeService } from "#src/catalog/edit/edit-service.ts";
import { readCatalogLinks } from "#src/db/queries/catalog-links.ts";
import { desk } from "../access.ts";
import { columnsOf } from "../columns-of.ts";
import { ServiceAnswer, ServiceList } from "../contract/catalog.ts";
import { NewService, ServiceChange } from "../contract/catalog-requests.ts";
import { toServiceRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountCatalogThing } from "./catalog-thing.ts";

export const mountServices = (http: FastifyInstance, deps: ServerDeps): void =>
  mountCatalogThing(http, deps, {
    kind: "service",
    reads: desk,
    summaries: { list: "Services that can be booked", add: "Add a service" },
    bodies: { add: NewService, change: ServiceChange },
    answers: { one: ServiceAnswer, many: ServiceList },
    toRecords: async (db, { organization, language }, rows) => {
      const links = await readCatalogLinks(db, organization.id);
      return rows.map((row) => toServiceRecord(row, { organization, links, language }));
    },
    one: (service) => ({ success: true, service }),
    many: (services) => ({ success: true, services }),
    add: (scope, body) => {
      const { fields, makeup } = readBody(body);
      return addService(scope, fields, makeup);
    },
    change: (scope, id, body) => {
      const { fields, makeup } = readBody(body);
      return changeService(scope, id, fields, makeup);
    },
  });

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
