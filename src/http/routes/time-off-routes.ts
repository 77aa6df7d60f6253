import type { FastifyInstance } from "fastify";

import { addTimeOff, removeTimeOff } from "#src/catalog/edit/edit-time-off.ts";
import { getTimeOff, listTimeOff } from "#src/db/queries/catalog-hours.ts";
import { desk } from "../access.ts";
import { created, ok } from "../answer.ts";
import { reachOf } from "../auth.ts";
import { DatesQuery } from "../contract/overrides.ts";
import { NewTimeOff, TimeOffAnswer, TimeOffList } from "../contract/time-off.ts";
import { datesAsked } from "../dates-asked.ts";
import { editCatalog } from "../edit-catalog.ts";
import { toAffected } from "../records/catalog-records.ts";
import { toTimeOffRecord } from "../records/hours-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";
import { mountRemoval } from "./removal-route.ts";

const tag = "Hours";

/** When a provider, a location or a resource is away. */
export const mountTimeOff = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/time-off",
    tag,
    access: { to: "everyone", own: "self" },
    summary: "Time off that touches these dates",
    query: DatesQuery,
    answers: { 200: TimeOffList },
    run: async ({ call, query }) => {
      const dates = datesAsked(query, call, deps.now());
      if (!dates.ok) return dates.answer;
      const { timezone: zone } = call.organization;
      const rows = await listTimeOff(deps.db, reachOf(call), { ...dates, zone });
      return ok({ success: true, time_off: rows.map(toTimeOffRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/time-off",
    tag,
    access: desk,
    summary: "Take time off; appointments inside it are named, and their leads offered other times",
    body: NewTimeOff,
    answers: { 201: TimeOffAnswer },
    run: (asked) =>
      editCatalog(deps, asked, {
        edit: (scope) => addTimeOff(scope, asked.body),
        show: async (tx, { id, affected }, { organization }) => {
          const time_off = toTimeOffRecord(await getTimeOff(tx, organization.id, id));
          return { success: true, time_off, ...toAffected(affected) } as const;
        },
        answer: created,
      }),
  });

  mountRemoval(http, deps, {
    url: "/time-off/:id",
    tag,
    summary: "Take time off back",
    access: desk,
    remove: removeTimeOff,
  });
};
