import type { FastifyInstance } from "fastify";

import { listLocations, listProviders, listServices } from "#src/db/queries/catalog.ts";
import { ok } from "../answer.ts";
import { LocationList, ProviderList, ServiceList } from "../contract/catalog.ts";
import { toLocationRecord, toProviderRecord, toServiceRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const common = { method: "GET", tag: "Catalog" } as const;

/** What the organization offers, who gives it and where. */
export const mountCatalog = (http: FastifyInstance, { db }: ServerDeps): void => {
  mountRoute(http, {
    ...common,
    url: "/services",
    summary: "Services that can be booked",
    answers: { 200: ServiceList },
    run: async ({ call: { organization, language } }) => {
      const rows = await listServices(db, organization.id);
      const services = rows.map((row) => toServiceRecord(row, organization, language));
      return ok({ success: true, services });
    },
  });

  mountRoute(http, {
    ...common,
    url: "/providers",
    summary: "People who give the services",
    answers: { 200: ProviderList },
    run: async ({ call: { organization } }) => {
      const rows = await listProviders(db, organization.id);
      return ok({ success: true, providers: rows.map(toProviderRecord) });
    },
  });

  mountRoute(http, {
    ...common,
    url: "/locations",
    summary: "Branches, each with its timezone",
    answers: { 200: LocationList },
    run: async ({ call: { organization } }) => {
      const rows = await listLocations(db, organization.id);
      return ok({ success: true, locations: rows.map(toLocationRecord) });
    },
  });
};
