import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type EditRefusal, refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited } from "#src/catalog/edit/edit-scope.ts";
import { addSop, changeSop } from "#src/catalog/edit/edit-sop.ts";
import type { Tx } from "#src/db/connect.ts";
import { listSopVersions, listStandingSops } from "#src/db/queries/sops.ts";
import { desk, managers } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { CatalogQuery } from "../contract/catalog.ts";
import { Id } from "../contract/formats.ts";
import {
  ListSopVersions,
  NewSop,
  SopAnswer,
  SopEdit,
  SopList,
  SopVersionList,
} from "../contract/sop.ts";
import { editCatalog, editRefused } from "../edit-catalog.ts";
import { toSopRecord } from "../records/sop-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "SOPs";
const OneSop = z.object({ id: Id });

/** How an organization works: what is asked of whom before what, and how leads prepare (000 §9). */
export const mountSops = (http: FastifyInstance, deps: ServerDeps): void => {
  mountReads(http, deps);
  mountWrites(http, deps);
};

const mountReads = (http: FastifyInstance, { db }: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/sops",
    tag,
    access: desk,
    summary: "SOPs in the version that counts",
    query: CatalogQuery,
    answers: { 200: SopList },
    run: async ({ call: { organization }, query: { retired } }) => {
      const sops = await listStandingSops(db, organization.id);
      return ok({
        success: true,
        sops: sops.filter(({ active }) => active || retired).map(toSopRecord),
      });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/sops/:id",
    tag,
    access: desk,
    summary: "An SOP in the version that counts",
    params: OneSop,
    answers: { 200: SopAnswer },
    run: async ({ call, params: { id } }) => {
      const [sop] = await listStandingSops(db, call.organization.id, id);
      return sop
        ? ok({ success: true, sop: toSopRecord(sop) })
        : editRefused(refuseEdit("unknown_sop", "id"), call);
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/sops/:id/versions",
    tag,
    access: desk,
    summary: "Every version of an SOP: who wrote what and when",
    params: OneSop,
    query: ListSopVersions,
    answers: { 200: SopVersionList },
    run: async ({ call, params: { id: sopId }, query: { limit, cursor } }) => {
      if (cursor !== undefined && !/^\d{1,9}$/u.test(cursor)) {
        return failed("INVALID_CURSOR", call.language, "cursor");
      }
      const before = cursor === undefined ? null : Number(cursor);
      const asked = { sopId, before, limit: limit + 1 };
      const versions = await listSopVersions(db, call.organization.id, asked);
      if (versions.length === 0 && before === null) {
        return editRefused(refuseEdit("unknown_sop", "id"), call);
      }
      const page = versions.slice(0, limit);
      const nextCursor = versions.length > limit ? String(page.at(-1)?.version) : null;
      return ok({ success: true, versions: page.map(toSopRecord), nextCursor });
    },
  });
};

const mountWrites = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "POST",
    url: "/sops",
    tag,
    access: managers,
    summary: "Add an SOP",
    body: NewSop,
    answers: { 201: SopAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => addSop(scope, asked.body, asked.call.caller.id),
        show,
        answer: created,
      }),
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/sops/:id",
    tag,
    access: managers,
    summary: "Write the next version of an SOP, or retire it",
    params: OneSop,
    body: SopEdit,
    answers: { 200: SopAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope): Promise<Edited | EditRefusal> =>
          changeSop(scope, asked.params.id, asked.body, asked.call.caller.id),
        show,
      }),
  });
};

const show = async (
  tx: Tx,
  { id }: Edited,
  { organization }: ApiCall,
): Promise<z.output<typeof SopAnswer>> => {
  const [sop] = await listStandingSops(tx, organization.id, id);
  if (!sop) throw new Error(`SOP ${id} vanished after it was written`);
  return { success: true, sop: toSopRecord(sop) };
};
