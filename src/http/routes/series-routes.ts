import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuse } from "#src/booking/refuse.ts";
import type { SeriesReceipt } from "#src/booking/series/series-receipt.ts";
import { findSeries, listVisits } from "#src/db/queries/series.ts";
import { bookingStates } from "#src/domain/booking-states.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { desk } from "../access.ts";
import { type Answer, created, type ErrorReply, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  CancelSeries,
  ConfirmSeries,
  MoveSeries,
  ProposeSeries,
  SeriesAnswer,
  SeriesRecord,
} from "../contract/series.ts";
import { toSeriesAnswer, toSeriesRecord } from "../records/series-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const common = {
  tag: "Series",
  params: z.object({ id: Id }),
  answers: { 200: SeriesAnswer },
} as const;

/** Visits that come back: proposed, confirmed, moved and cancelled together or one by one. */
export const mountSeries = (http: FastifyInstance, deps: ServerDeps): void => {
  const { bookings, db } = deps;

  mountRoute(http, {
    method: "POST",
    url: "/series",
    tag: common.tag,
    access: desk,
    summary: "Hold every visit of a series that is free; the others are told with what is near",
    body: ProposeSeries,
    answers: { 201: SeriesAnswer },
    run: async ({ caller, body: { date, time, ...body } }) => {
      const request = { ...body, startsLocal: `${date}T${time.slice(0, 5)}` };
      const answer = await bookings.proposeSeries(caller, request);
      return answer.ok ? created(toSeriesAnswer(answer)) : refused(answer, fieldOf(answer));
    },
  });

  mountRoute(http, {
    ...common,
    method: "GET",
    url: "/series/:id",
    access: desk,
    summary: "A series and its visits as they stand",
    answers: { 200: SeriesRecord },
    run: async ({ call, params: { id } }) => {
      const series = await findSeries(db, call.organization.id, id);
      if (!series)
        return refused(refuse(deps, call, "unknown_booking", `there is no series ${id}`));
      const asked = { seriesId: id, states: bookingStates };
      return ok(toSeriesRecord(series, await listVisits(db, call.organization.id, asked)));
    },
  });

  mountRoute(http, {
    ...common,
    method: "POST",
    url: "/series/:id/confirm",
    access: desk,
    summary: "Book all visits that are held: the lead said yes",
    body: ConfirmSeries,
    run: async ({ caller, params, body }) =>
      show(await bookings.confirmSeries(caller, { seriesId: params.id, consent: null, ...body })),
  });

  mountRoute(http, {
    ...common,
    method: "POST",
    url: "/series/:id/cancel",
    access: desk,
    summary: "Cancel one visit, it and those after it, or all",
    body: CancelSeries,
    run: async ({ call, caller, params, body: { overrule, ...body } }) => {
      const overruledBy = overrule ? call.caller.name : undefined;
      const request = { seriesId: params.id, consent: null, overruledBy, ...body };
      return show(await bookings.cancelSeries(caller, request));
    },
  });

  mountRoute(http, {
    ...common,
    method: "POST",
    url: "/series/:id/move",
    access: desk,
    summary: "Hold other times for visits, the others in step; confirm them together",
    body: MoveSeries,
    run: async ({ call, caller, params, body: { overrule, date, time, ...body } }) => {
      const overruledBy = overrule ? call.caller.name : undefined;
      const toLocal = `${date}T${time.slice(0, 5)}`;
      const request = { seriesId: params.id, toLocal, overruledBy, ...body };
      return show(await bookings.moveSeries(caller, request));
    },
  });
};

const show = (
  answer: SeriesReceipt | Refusal,
): Answer<z.output<typeof SeriesAnswer>> | ErrorReply =>
  answer.ok ? ok(toSeriesAnswer(answer)) : refused(answer);

const fieldOf = ({ code }: Refusal) => {
  if (code === "invalid_input") return { field: "rule" };
  return code === "past_date" || code === "impossible_date" ? { field: "date" } : {};
};
