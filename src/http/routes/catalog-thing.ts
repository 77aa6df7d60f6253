import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { type EditRefusal, refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import type { Edited, EditScope } from "#src/catalog/edit/edit-scope.ts";
import { removeThing } from "#src/catalog/edit/remove-thing.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import {
  findThing,
  listThings,
  type ThingKind,
  type Things,
} from "#src/db/queries/catalog-things.ts";
import { type Access, managers } from "../access.ts";
import { created, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { CatalogQuery } from "../contract/catalog.ts";
import { Id } from "../contract/formats.ts";
import { editCatalog, editRefused } from "../edit-catalog.ts";
import { toAffected, toAffectedServices } from "../records/catalog-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

type Edit = Promise<Edited | EditRefusal>;

/** How things of one kind are told. */
interface Told<Kind extends ThingKind, Shown, One, Many> {
  readonly kind: Kind;
  /** Who may read them; managers write. */
  readonly reads: Access;
  readonly summaries: { readonly list: string; readonly add: string };
  readonly answers: { readonly one: z.ZodType<One>; readonly many: z.ZodType<Many> };
  /** Records of rows, in their order. */
  readonly toRecords: (
    db: Db | Tx,
    call: ApiCall,
    rows: readonly Things[Kind][],
  ) => Promise<Shown[]>;
  readonly one: (record: Shown) => One;
  readonly many: (records: Shown[]) => Many;
}

/** One kind of thing in the catalog: what its routes take, do and answer. */
interface CatalogThing<Kind extends ThingKind, New, Change, Shown, One, Many>
  extends Told<Kind, Shown, One, Many> {
  readonly bodies: { readonly add: z.ZodType<New>; readonly change: z.ZodType<Change> };
  readonly add: (scope: EditScope, body: New, call: ApiCall) => Edit;
  readonly change: (scope: EditScope, id: string, body: Change) => Edit;
}

const tag = "Catalog";
const params = z.object({ id: Id });

/** Mounts list, one, add, change and remove of one kind of thing at `/<kind>s`. */
export const mountCatalogThing = <Kind extends ThingKind, New, Change, Shown, One, Many>(
  http: FastifyInstance,
  deps: ServerDeps,
  thing: CatalogThing<Kind, New, Change, Shown, One, Many>,
): void => {
  const { kind, summaries, bodies, answers } = thing;
  const url = `/${kind}s`;
  mountReads(http, deps, thing);

  const show = async (tx: Tx, { id, affected, ungiven }: Edited, call: ApiCall) => {
    const shown = await findShown(tx, call, thing, id);
    if (!shown) throw new Error(`${kind} ${id} vanished after it was written`);
    return { ...shown, ...toAffected(affected), ...toAffectedServices(ungiven) };
  };

  mountRoute(http, {
    method: "POST",
    url,
    tag,
    summary: summaries.add,
    access: managers,
    body: bodies.add,
    answers: { 201: answers.one },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => thing.add(scope, asked.body, asked.call),
        show,
        answer: created,
      }),
  });

  mountRoute(http, {
    method: "PATCH",
    url: `${url}/:id`,
    tag,
    summary: `Change or retire a ${kind}`,
    access: managers,
    params,
    body: bodies.change,
    answers: { 200: answers.one },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => thing.change(scope, asked.params.id, asked.body),
        show,
      }),
  });

  mountRemoval(http, deps, {
    url: `${url}/:id`,
    tag,
    summary: `Delete a ${kind} nothing uses`,
    access: managers,
    remove: (scope, id) => removeThing(scope, kind, id),
  });
};

const mountReads = <Kind extends ThingKind, Shown, One, Many>(
  http: FastifyInstance,
  deps: ServerDeps,
  thing: Told<Kind, Shown, One, Many>,
): void => {
  const { kind, reads, summaries, answers } = thing;

  mountRoute(http, {
    method: "GET",
    url: `/${kind}s`,
    tag,
    summary: summaries.list,
    access: reads,
    query: CatalogQuery,
    answers: { 200: answers.many },
    run: async ({ call, query: { retired } }) => {
      const rows = await listThings(deps.db, kind, call.organization.id, onlyOf(kind, call));
      const offered = rows.filter(({ active }) => active || retired);
      return ok(thing.many(await thing.toRecords(deps.db, call, offered)));
    },
  });

  mountRoute(http, {
    method: "GET",
    url: `/${kind}s/:id`,
    tag,
    summary: `A ${kind}`,
    access: reads,
    params,
    answers: { 200: answers.one },
    run: async ({ call, params: { id } }) => {
      const shown = await findShown(deps.db, call, thing, id);
      return shown ? ok(shown) : editRefused(refuseEdit(`unknown_${kind}`, "id"), call);
    },
  });
};

/** Of providers, a provider sees one. */
const onlyOf = (kind: ThingKind, { caller }: ApiCall): string | null =>
  kind === "provider" ? caller.providerId : null;

const findShown = async <Kind extends ThingKind, Shown, One, Many>(
  db: Db | Tx,
  call: ApiCall,
  { kind, toRecords, one }: Told<Kind, Shown, One, Many>,
  id: string,
): Promise<One | null> => {
  const row = await findThing(db, kind, { organizationId: call.organization.id, id });
  const only = onlyOf(kind, call);
  if (!row || (only !== null && only !== id)) return null;
  const [record] = await toRecords(db, call, [row]);
  if (record === undefined) throw new Error(`${kind} ${id} has no record`);
  return one(record);
};
