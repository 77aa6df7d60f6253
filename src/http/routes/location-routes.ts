import type { FastifyInstance } from "fastify";

import { addLocation, changeLocation } from "#src/catalog/edit/edit-location.ts";
import { columnsOf } from "../columns-of.ts";
import { LocationAnswer, LocationList } from "../contract/catalog.ts";
import { LocationChange, NewLocation } from "../contract/catalog-requests.ts";
import { toLocationRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountCatalogThing } from "./catalog-thing.ts";

/** A location that names no timezone is on the organization's clock. */
export const mountLocations = (http: FastifyInstance, deps: ServerDeps): void =>
  mountCatalogThing(http, deps, {
    kind: "location",
    reads: { to: "everyone", own: "shared" },
    summaries: {
      list: "Branches and areas, each with its timezone",
      add: "Add a branch or an area",
    },
    bodies: { add: NewLocation, change: LocationChange },
    answers: { one: LocationAnswer, many: LocationList },
    toRecords: async (_db, _call, rows) => rows.map(toLocationRecord),
    one: (location) => ({ success: true, location }),
    many: (locations) => ({ success: true, locations }),
    add: (scope, body, { organization: { timezone } }) =>
      addLocation(scope, { timezone, ...columnsOf(body) }),
    change: (scope, id, body) => changeLocation(scope, id, columnsOf(body)),
  });
