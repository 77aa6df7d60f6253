import type { FastifyInstance } from "fastify";

import { setTravelTime } from "#src/catalog/edit/set-travel-time.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { listTravelTimes } from "#src/db/queries/catalog-hours.ts";
import { desk, managers } from "../access.ts";
import { ok } from "../answer.ts";
import { TravelTime, TravelTimeList } from "../contract/travel-times.ts";
import { editCatalog } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Catalog";

/** Minutes between two locations for whoever works at both. */
export const mountTravelTimes = (http: FastifyInstance, deps: ServerDeps): void => {
  const show = async (db: Db | Tx, organizationId: string) => {
    const rows = await listTravelTimes(db, organizationId);
    const travel_times = rows.map(({ organization_id: _, ...way }) => way);
    return { success: true, travel_times } as const;
  };

  mountRoute(http, {
    method: "GET",
    url: "/travel-times",
    tag,
    access: desk,
    summary: "Travel times between locations",
    answers: { 200: TravelTimeList },
    run: async ({ call }) => ok(await show(deps.db, call.organization.id)),
  });

  mountRoute(http, {
    method: "PUT",
    url: "/travel-times",
    tag,
    access: managers,
    summary: "Set or forget the travel time between two locations",
    body: TravelTime,
    answers: { 200: TravelTimeList },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => setTravelTime(scope, asked.body),
        show: (tx) => show(tx, asked.call.organization.id),
      }),
  });
};
