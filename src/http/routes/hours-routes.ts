import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { replaceHours } from "#src/catalog/edit/replace-hours.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { listHoursOfLocation, listHoursOfProvider } from "#src/db/queries/catalog-hours.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
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

const tag = "Hours";
const params = z.object({ id: Id });

/** Weekly hours; a PUT replaces all of one owner at one location. */
export const mountHours = (http: FastifyInstance, deps: ServerDeps): void => {
  mountOfLocations(http, deps);
  mountOfProviders(http, deps);
};

const mountOfLocations = (http: FastifyInstance, deps: ServerDeps): void => {
  const show = async (db: Db | Tx, organizationId: string, id: string) => {
    const hours = toWeek(await listHoursOfLocation(db, organizationId, id));
    return { success: true, hours } as const;
  };

  mountRoute(http, {
    method: "GET",
    url: "/locations/:id/hours",
    tag,
    summary: "Weekly hours of a location",
    params,
    answers: { 200: LocationHoursAnswer },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      return (await findThing(deps.db, "location", { organizationId, id }))
        ? ok(await show(deps.db, organizationId, id))
        : editRefused(refuseEdit("unknown_location", "id"), call);
    },
  });

  mountRoute(http, {
    method: "PUT",
    url: "/locations/:id/hours",
    tag,
    summary: "Replace the weekly hours of a location",
    params,
    body: LocationHours,
    answers: { 200: LocationHoursAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const owner = { locationId: id, providerId: null };
      const fields = { location: "id", provider: "id" };
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => replaceHours(scope, owner, asked.body.hours, fields),
        (tx) => show(tx, asked.call.organization.id, id),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};

const mountOfProviders = (http: FastifyInstance, deps: ServerDeps): void => {
  const show = async (db: Db | Tx, organizationId: string, id: string) => {
    const rows = await listHoursOfProvider(db, organizationId, id);
    const locations = [...Map.groupBy(rows, ({ location_id }) => location_id)].map(
      ([location_id, own]) => ({ location_id, hours: toWeek(own) }),
    );
    return { success: true, locations } as const;
  };

  mountRoute(http, {
    method: "GET",
    url: "/providers/:id/hours",
    tag,
    summary: "Weekly hours of a provider, at each location",
    params,
    answers: { 200: ProviderHoursAnswer },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      return (await findThing(deps.db, "provider", { organizationId, id }))
        ? ok(await show(deps.db, organizationId, id))
        : editRefused(refuseEdit("unknown_provider", "id"), call);
    },
  });

  mountRoute(http, {
    method: "PUT",
    url: "/providers/:id/hours",
    tag,
    summary: "Replace the weekly hours of a provider at one location",
    params,
    body: ProviderHours,
    answers: { 200: ProviderHoursAnswer },
    run: async (asked) => {
      const { id } = asked.params;
      const owner = { locationId: asked.body.locationId, providerId: id };
      const fields = { location: "locationId", provider: "id" };
      const edit = await editCatalog(
        deps,
        asked,
        (scope) => replaceHours(scope, owner, asked.body.hours, fields),
        (tx) => show(tx, asked.call.organization.id, id),
      );
      return edit.ok ? ok(edit.body) : edit.answer;
    },
  });
};
