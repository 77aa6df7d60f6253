import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { EditRefusal } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited, EditScope } from "#src/catalog/edit/edit-scope.ts";
import type { Access } from "../access.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import { editCatalog } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

interface Removal {
  /** Of what may go, with `:id` in it. */
  readonly url: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly remove: (scope: EditScope, id: string) => Promise<Edited | EditRefusal>;
}

/** Mounts the DELETE of one row of the catalog; its answer says only that it is gone. */
export const mountRemoval = (
  http: FastifyInstance,
  deps: ServerDeps,
  { remove, ...route }: Removal,
): void =>
  mountRoute(http, {
    ...route,
    method: "DELETE",
    params: z.object({ id: Id }),
    answers: { 200: RemovedAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => remove(scope, asked.params.id),
        show: async () => ({ success: true }),
      }),
  });
