import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuse } from "#src/booking/refuse.ts";
import {
  findBookingWithin,
  listBookingEvents,
  type NamedBookingRow,
} from "#src/db/queries/bookings.ts";
import { bookingStates } from "#src/domain/booking-states.ts";
import { desk } from "../access.ts";
import { type ErrorReply, ok } from "../answer.ts";
import { type ApiCall, reachOf } from "../auth.ts";
import { ActionAnswer } from "../contract/booking.ts";
import { MoveBooking } from "../contract/booking-requests.ts";
import { ActionList, Checklist } from "../contract/checklist.ts";
import { EventList } from "../contract/event.ts";
import { Id } from "../contract/formats.ts";
import { performMove } from "../perform-move.ts";
import { toChecklist } from "../records/checklist-record.ts";
import { toEventRecord } from "../records/event-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showReceipt } from "../show-booking.ts";
import { mountRoute } from "./api.ts";

const tag = "Booking states";
const OneBooking = z.object({ id: Id });
const OneMove = z.object({ id: Id, to: z.enum(bookingStates) });

/** The state machine: what a move needs, the move, and the record of all attempts. */
export const mountTransitions = (http: FastifyInstance, deps: ServerDeps): void => {
  mountMoves(http, deps);

  mountRoute(http, {
    method: "GET",
    url: "/bookings/:id/events",
    tag,
    access: desk,
    summary: "Every attempt to change a booking, allowed or blocked",
    params: OneBooking,
    answers: { 200: EventList },
    run: ({ call, params: { id } }) =>
      withRow(deps, call, id, async () => {
        const events = await listBookingEvents(deps.db, call.organization.id, id);
        return ok({ success: true, events: events.map(toEventRecord) });
      }),
  });

  mountRoute(http, {
    method: "GET",
    url: "/bookings/:id/actions",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "What must happen next",
    params: OneBooking,
    answers: { 200: ActionList },
    run: ({ call, caller, params: { id } }) =>
      withRow(deps, call, id, async ({ state }) => {
        const run = await deps.bookings.validate(caller, id, state);
        return run.ok ? ok({ success: true, actions: [...run.actions] }) : refused(run);
      }),
  });
};

const mountMoves = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/bookings/:id/transitions/:to",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "The checklist of a move; nothing is changed",
    params: OneMove,
    answers: { 200: Checklist },
    run: ({ call, caller, params: { id, to } }) =>
      withRow(deps, call, id, async ({ state }) => {
        const run = await deps.bookings.validate(caller, id, to);
        return run.ok ? ok(toChecklist(run, state, to)) : refused(run);
      }),
  });

  mountRoute(http, {
    method: "POST",
    url: "/bookings/:id/transitions/:to",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "Move a booking to a state",
    params: OneMove,
    body: MoveBooking,
    answers: { 200: ActionAnswer },
    run: ({ call, caller, params: { id, to }, body }) =>
      withRow(deps, call, id, async (row) => {
        const receipt = await performMove({ deps, call, caller, row, input: body }, to);
        return receipt.ok ? showReceipt(deps, call, receipt) : refused(receipt);
      }),
  });
};

/** Goes on with a booking of the organization, or says that there is none. */
const withRow = async <Result>(
  deps: ServerDeps,
  call: ApiCall,
  id: string,
  goOn: (row: NamedBookingRow) => Promise<Result>,
): Promise<Result | ErrorReply> => {
  const row = await findBookingWithin(deps.db, reachOf(call), id);
  return row
    ? goOn(row)
    : refused(refuse(deps, call, "unknown_booking", `no booking ${id}`), { field: "id" });
};
