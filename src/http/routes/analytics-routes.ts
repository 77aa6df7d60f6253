import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { Period } from "#src/analytics/period.ts";
import { type Analytics, readAnalytics } from "#src/analytics/read-analytics.ts";
import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { managers } from "../access.ts";
import { type ErrorReply, invalid, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { AnalyticsAnswer, AnalyticsQuery, AnalyticsTable } from "../contract/analytics.ts";
import { editRefused } from "../edit-catalog.ts";
import { analyticsCsv } from "../records/analytics-csv.ts";

import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Analytics";
const mostDays = 732;

type Asked = z.output<typeof AnalyticsQuery>;
type Read = { readonly analytics: Analytics } | { readonly answer: ErrorReply };

/** What comes of a business's conversations and bookings (000 §10.1, 001). */
export const mountAnalytics = (http: FastifyInstance, { db, now }: ServerDeps): void => {
  const read = async (call: ApiCall, asked: Asked): Promise<Read> => {
    const { organization, language } = call;
    const period = periodAsked(asked);
    if ("missing" in period) {
      const refusal = { ok: false, code: "impossible_date", field: period.missing } as const;
      return { answer: editRefused(refusal, call) };
    }
    const days = period.to - period.from + 1;
    if (days < 1 || days > mostDays) return { answer: invalid("to", "analyticsRange", language) };
    const wanted = {
      ...{ organizationId: organization.id, zone: organization.timezone, period },
      ...{ locationId: asked.locationId ?? null, serviceId: asked.serviceId ?? null },
    };
    return { analytics: await readAnalytics(db, wanted, now()) };
  };

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/analytics",
    tag,
    summary: "A period and the one before it: what was asked, booked, kept, missed, and by whom",
    query: AnalyticsQuery,
    answers: { 200: AnalyticsAnswer },
    run: async ({ call, query }) => {
      const found = await read(call, query);
      return "answer" in found ? found.answer : ok({ success: true, ...found.analytics });
    },
  });

  mountRoute(http, {
    access: managers,
    method: "GET",
    url: "/analytics/:table/csv",
    tag,
    summary: "One table of a period as CSV, UTF-8",
    params: AnalyticsTable,
    query: AnalyticsQuery,
    answers: { 200: z.string() },
    file: ({ table }, { from, to }) => ({
      type: "text/csv; charset=utf-8",
      name: `${table}-${from}-${to}.csv`,
    }),
    run: async ({ call, query, params: { table } }) => {
      const found = await read(call, query);
      return "answer" in found ? found.answer : ok(analyticsCsv(found.analytics, table));
    },
  });
};

const dayOf = (date: string): number | null => {
  try {
    return parseLocalDate(date);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const periodAsked = ({ from, to }: Asked): Period | { readonly missing: "from" | "to" } => {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first === null) return { missing: "from" };
  if (last === null) return { missing: "to" };
  return { from: first, to: last };
};
