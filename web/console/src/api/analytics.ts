import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import { AnalyticsAnswer, type analyticsTables } from "#src/http/contract/analytics.ts";
import { ask } from "./ask.ts";

export type Analytics = z.output<typeof AnalyticsAnswer>;
export type Figures = Analytics["figures"];
export type Table = (typeof analyticsTables)[number];

/** Dates `YYYY-MM-DD`, both included; empty strings narrow nothing. */
export interface Shown {
  readonly from: string;
  readonly to: string;
  readonly locationId: string;
  readonly serviceId: string;
}

const asked = ({ from, to, locationId, serviceId }: Shown): URLSearchParams =>
  new URLSearchParams({
    ...{ from, to },
    ...(locationId && { locationId }),
    ...(serviceId && { serviceId }),
  });

export const analyticsQuery = (shown: Shown) =>
  queryOptions({
    queryKey: ["analytics", shown],
    queryFn: ({ signal }) => ask(AnalyticsAnswer, "GET", `/analytics?${asked(shown)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Where a table of what is shown is saved from. */
export const csvPath = (table: Table, shown: Shown): string =>
  `/api/v1/analytics/${table}/csv?${asked(shown)}`;

/** The locations, as far as a choice needs them. */
const Locations = z.object({
  locations: z.array(z.object({ location_id: z.string(), name: z.string() })),
});
export const locationsQuery = queryOptions({
  queryKey: ["locations"],
  queryFn: async ({ signal }) => (await ask(Locations, "GET", "/locations", { signal })).locations,
  staleTime: 300_000,
});
