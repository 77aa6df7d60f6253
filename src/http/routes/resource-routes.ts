import type { FastifyInstance } from "fastify";

import { addResource, changeResource } from "#src/catalog/edit/edit-resource.ts";
import { desk } from "../access.ts";
import { columnsOf } from "../columns-of.ts";
import {
  NewResource,
  ResourceAnswer,
  ResourceChange,
  ResourceList,
} from "../contract/resources.ts";
import { toResourceRecord } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountCatalogThing } from "./catalog-thing.ts";

export const mountResources = (http: FastifyInstance, deps: ServerDeps): void =>
  mountCatalogThing(http, deps, {
    kind: "resource",
    reads: desk,
    summaries: {
      list: "Chairs, rooms and machines",
      add: "Add a chair, a room, a machine",
    },
    bodies: { add: NewResource, change: ResourceChange },
    answers: { one: ResourceAnswer, many: ResourceList },
    toRecords: async (_db, _call, rows) => rows.map(toResourceRecord),
    one: (resource) => ({ success: true, resource }),
    many: (resources) => ({ success: true, resources }),
    add: (scope, body) => addResource(scope, columnsOf(body)),
    change: (scope, id, body) => changeResource(scope, id, columnsOf(body)),
  });
