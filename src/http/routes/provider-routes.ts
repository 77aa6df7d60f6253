import type { FastifyInstance } from "fastify";

import { addProvider, changeProvider } from "#src/catalog/edit/edit-provider.ts";
import { readCatalogLinks } from "#src/db/queries/catalog-links.ts";
import { columnsOf } from "../columns-of.ts";
import { ProviderAnswer, ProviderList } from "../contract/catalog.ts";
import { NewProvider, ProviderChange } from "../contract/catalog-requests.ts";
import { toProviderRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountCatalogThing } from "./catalog-thing.ts";

export const mountProviders = (http: FastifyInstance, deps: ServerDeps): void =>
  mountCatalogThing(http, deps, {
    kind: "provider",
    reads: { to: "everyone", own: "self" },
    summaries: {
      list: "People who give the services",
      add: "Add somebody who gives services",
    },
    bodies: { add: NewProvider, change: ProviderChange },
    answers: { one: ProviderAnswer, many: ProviderList },
    toRecords: async (db, { organization }, rows) => {
      const links = await readCatalogLinks(db, organization.id);
      return rows.map((row) => toProviderRecord(row, links));
    },
    one: (provider) => ({ success: true, provider }),
    many: (providers) => ({ success: true, providers }),
    add: (scope, body) => {
      const { fields, gives } = readBody(body);
      return addProvider(scope, fields, gives);
    },
    change: (scope, id, body) => {
      const { fields, gives } = readBody(body);
      return changeProvider(scope, id, fields, gives);
    },
  });

/** Columns of the provider, and the services they give. */
const readBody = <Body extends { serviceIds?: readonly string[] }>({
  serviceIds,
  ...body
}: Body) => ({
  fields: columnsOf(body),
  gives: serviceIds === undefined ? {} : { serviceIds },
});
