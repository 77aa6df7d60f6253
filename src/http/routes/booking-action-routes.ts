import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { refuse } from "#src/booking/refuse.ts";
import { findBookingWithin } from "#src/db/queries/bookings.ts";
import { desk } from "../access.ts";
import type { ErrorReply } from "../answer.ts";
import { reachOf } from "../auth.ts";
import { confirm } from "../confirm.ts";
import { ActionAnswer } from "../contract/booking.ts";
import { ConfirmSlot, ProposeSlots, Reschedule, ShowUp } from "../contract/booking-requests.ts";
import { Id } from "../contract/formats.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showReceipt } from "../show-booking.ts";
import { readWishes } from "../wishes.ts";
import { type Asked, mountRoute } from "./api.ts";

type OfBooking<Body> = Asked<Body, { readonly id: string }, unknown>;

const common = {
  method: "POST",
  tag: "Booking actions",
  params: z.object({ id: Id }),
  answers: { 200: ActionAnswer },
} as const;

/** What sales do with a booking on behalf of its lead. */
export const mountBookingActions = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    ...common,
    url: "/bookings/:id/propose",
    access: desk,
    summary: "Offer free slots and hold them",
    body: ProposeSlots,
    run: (asked) => propose(deps, asked),
  });

  mountRoute(http, {
    ...common,
    url: "/bookings/:id/confirm",
    access: desk,
    summary: "Confirm an offered slot: the lead said yes",
    body: ConfirmSlot,
    run: (asked) => confirm(deps, asked, { bookingId: asked.params.id, ...asked.body }),
  });

  mountRoute(http, {
    ...common,
    url: "/bookings/:id/reschedule",
    access: { to: "everyone", own: "bookings" },
    summary: "Give up the appointment and offer other slots",
    body: Reschedule,
    run: (asked) => reschedule(deps, asked),
  });

  mountRoute(http, {
    ...common,
    url: "/bookings/:id/show-up",
    access: { to: "everyone", own: "bookings" },
    summary: "Record whether the customer came",
    body: ShowUp,
    run: async ({ call, caller, params: { id }, body }) => {
      const receipt = await deps.bookings.recordShowUp(caller, { bookingId: id, ...body });
      return receipt.ok ? showReceipt(deps, call, receipt) : refused(receipt);
    },
  });
};

const propose = async (deps: ServerDeps, asked: OfBooking<z.output<typeof ProposeSlots>>) => {
  const { call, caller, params, body } = asked;
  const row = await findBookingWithin(deps.db, reachOf(call), params.id);
  if (!row) return unknownBooking(deps, asked);
  const read = await readWishes(deps, call, row.lead_id, body);
  if (!read.ok) return read.answer;
  const { wishes, zone } = read;
  const receipt = await deps.bookings.proposeSlots(caller, { bookingId: row.id, ...wishes });
  return receipt.ok ? showReceipt(deps, call, receipt, { zone }) : refused(receipt, { zone });
};

const reschedule = async (deps: ServerDeps, asked: OfBooking<z.output<typeof Reschedule>>) => {
  const { call, caller, params, body } = asked;
  const row = await findBookingWithin(deps.db, reachOf(call), params.id);
  if (!row) return unknownBooking(deps, asked);
  const read = await readWishes(deps, call, row.lead_id, body);
  if (!read.ok) return read.answer;
  const { wishes, zone } = read;
  const { reason, reasonCode, overrule } = body;
  const overruledBy = overrule ? call.caller.name : undefined;
  const wish = { bookingId: row.id, ...wishes, reason, reasonCode, overruledBy };
  const receipt = await deps.bookings.reschedule(caller, wish);
  return receipt.ok ? showReceipt(deps, call, receipt, { zone }) : refused(receipt, { zone });
};

const unknownBooking = (deps: ServerDeps, { call }: OfBooking<unknown>): ErrorReply =>
  refused(refuse(deps, call, "unknown_booking", "no such booking"), { field: "id" });
