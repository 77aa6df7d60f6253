import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { type HoursDraft, replaceHours } from "#src/catalog/edit/replace-hours.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { listHoursOfLocation, listHoursOfProvider } from "#src/db/queries/catalog-hours.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
import { type Access, managers } from "../access.ts";
import { ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  LocationHours,
  LocationHoursAnswer,
  ProviderHours,
  ProviderHoursAnswer,
} from "../contract/hours.ts";
import { editCatalog, editRefused } from "../edit-catalog.ts";
import { toWeek } from "../records/hours-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** Weekly hours; a PUT replaces all of one owner at one location. */
export const mountHours = (http: FastifyInstance, deps: ServerDeps): void => {
  mountHoursOf(http, deps, {
    kind: "location",
    reads: { to: "everyone", own: "shared" },
    summaries: {
      show: "Weekly hours of a location",
      replace: "Replace the weekly hours of a location",
    },
    body: LocationHours,
    answer: LocationHoursAnswer,
    show: async (db, organizationId, id) => {
      const hours = toWeek(await listHoursOfLocation(db, organizationId, id));
      return { success: true, hours };
    },
    draftOf: (id, { hours }) => ({
      owner: { locationId: id, providerId: null },
      fields: { location: "id", provider: "id" },
      hours,
    }),
  });
  mountHoursOf(http, deps, {
    kind: "provider",
    reads: { to: "everyone", own: "self" },
    summaries: {
      show: "Weekly hours of a provider, at each location",
      replace: "Replace the weekly hours of a provider at one location",
    },
    body: ProviderHours,
    answer: ProviderHoursAnswer,
    show: async (db, organizationId, id) => {
      const rows = await listHoursOfProvider(db, organizationId, id);
      const locations = [...Map.groupBy(rows, ({ location_id }) => location_id)].map(
        ([location_id, own]) => ({ location_id, hours: toWeek(own) }),
      );
      return { success: true, locations };
    },
    draftOf: (id, { locationId, hours }) => ({
      owner: { locationId, providerId: id },
      fields: { location: "locationId", provider: "id" },
      hours,
    }),
  });
};

/** Whose hours, and how they are asked for and shown. */
interface HoursOf<Body, Shown> {
  readonly kind: "location" | "provider";
  readonly reads: Access;
  readonly summaries: { readonly show: string; readonly replace: string };
  readonly body: z.ZodType<Body>;
  readonly answer: z.ZodType<Shown>;
  readonly show: (db: Db | Tx, organizationId: string, id: string) => Promise<Shown>;
  readonly draftOf: (id: string, body: Body) => HoursDraft;
}

const mountHoursOf = <Body, Shown>(
  http: FastifyInstance,
  deps: ServerDeps,
  { kind, reads, summaries, body, answer, show, draftOf }: HoursOf<Body, Shown>,
): void => {
  const ofOne = {
    url: `/${kind}s/:id/hours`,
    tag: "Hours",
    params: z.object({ id: Id }),
    answers: { 200: answer },
  };

  mountRoute(http, {
    ...ofOne,
    method: "GET",
    summary: summaries.show,
    access: reads,
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      const { providerId } = call.caller;
      const isNobody = kind === "provider" && providerId !== null && providerId !== id;
      return !isNobody && (await findThing(deps.db, kind, { organizationId, id }))
        ? ok(await show(deps.db, organizationId, id))
        : editRefused(refuseEdit(`unknown_${kind}`, "id"), call);
    },
  });

  mountRoute(http, {
    ...ofOne,
    method: "PUT",
    summary: summaries.replace,
    access: managers,
    body,
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => replaceHours(scope, draftOf(asked.params.id, asked.body)),
        show: (tx) => show(tx, asked.call.organization.id, asked.params.id),
      }),
  });
};
