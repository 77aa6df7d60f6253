import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { refuse } from "#src/booking/refuse.ts";
import { findService } from "#src/db/queries/catalog.ts";
import { listSops } from "#src/db/queries/sops.ts";
import { questionsForNewcomers } from "#src/domain/sop/sop.ts";
import { desk } from "../access.ts";
import { ok } from "../answer.ts";
import { ActionAnswer } from "../contract/booking.ts";
import { CalendarAnswer, MoveToTime, QuestionList, ReadCalendar } from "../contract/calendar.ts";
import { Id } from "../contract/formats.ts";
import { readCalendar } from "../read-calendar.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showReceipt } from "../show-booking.ts";
import { mountRoute } from "./api.ts";

const tag = "Calendar";
const Named = z.object({ id: Id });

/** The desk's calendar: what is taken, who works when, and the move of an appointment on it. */
export const mountCalendar = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/calendar",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "Appointments, holds, blocks, time off and hours of up to 31 days",
    query: ReadCalendar,
    answers: { 200: CalendarAnswer },
    run: ({ call, query }) => readCalendar(deps, call, query),
  });

  mountRoute(http, {
    method: "POST",
    url: "/bookings/:id/move",
    tag,
    access: desk,
    summary: "Move an appointment to exactly this time, or leave it where it is",
    params: Named,
    body: MoveToTime,
    answers: { 200: ActionAnswer },
    run: async ({ call, caller, params, body }) => {
      const { shownStart, start, overrule, statedBy = call.caller.name, ...wish } = body;
      const receipt = await deps.bookings.moveToTime(caller, {
        ...{ ...wish, bookingId: params.id, statedBy },
        shownStart: new Date(shownStart),
        start: new Date(start),
        ...(overrule && { overruledBy: call.caller.name }),
      });
      return receipt.ok ? showReceipt(deps, call, receipt) : refused(receipt);
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/services/:id/questions",
    tag,
    access: desk,
    summary: "What must be answered before this service is booked",
    params: Named,
    answers: { 200: QuestionList },
    run: async ({ call, params: { id } }) => {
      const organizationId = call.organization.id;
      const service = await findService(deps.db, organizationId, id);
      if (!service) {
        return refused(refuse(deps, call, "unknown_service", `no service ${id}`), { field: "id" });
      }
      const sops = await listSops(deps.db, organizationId, id);
      const questions = questionsForNewcomers(sops, id).map(
        ({ field, type, question, options }) => ({
          ...{ field, type, question: question[call.language] },
          options: options.map(({ key, label }) => ({ key, label: label[call.language] })),
        }),
      );
      return ok({ success: true, questions } as const);
    },
  });
};
