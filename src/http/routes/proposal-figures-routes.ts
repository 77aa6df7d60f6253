import type { FastifyInstance } from "fastify";

import { countProposals } from "#src/db/queries/proposal-figures.ts";
import { formatLocalDate } from "#src/domain/availability/local-date.ts";
import { localDayOf } from "#src/domain/availability/wall-time.ts";
import { managers } from "../access.ts";
import { ok } from "../answer.ts";
import { ProposalFigures, ProposalsQuery } from "../contract/proposal-figures.ts";
import { datesAsked } from "../dates-asked.ts";
import { rangeAsked } from "../range-asked.ts";
import { toProposalFigures } from "../records/proposal-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const usualDays = 90;
const mostDays = 367;

/** What comes of what the house does. */
export const mountProposalFigures = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/analytics/proposals",
    tag: "Analytics",
    access: managers,
    summary: "How often proposals are confirmed and kept, by the strategy that made them",
    query: ProposalsQuery,
    answers: { 200: ProposalFigures },
    run: async ({ call, query }) => {
      const { id, timezone } = call.organization;
      const today = localDayOf(timezone, deps.now().getTime());
      const { from = formatLocalDate(today - usualDays), to = formatLocalDate(today) } = query;
      const dates = datesAsked({ from, to }, call, deps.now());
      if (!dates.ok) return dates.answer;
      const range = rangeAsked(timezone, dates, mostDays);
      if (range === "length" || "missing" in range) throw new Error("checked dates make a range");
      const rows = await countProposals(deps.db, id, range);
      return ok(toProposalFigures(rows, range, call.language));
    },
  });
};
