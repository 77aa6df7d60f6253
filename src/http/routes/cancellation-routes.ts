import type { FastifyInstance } from "fastify";
import { z } from "zod";

import type { Caller } from "#src/booking/caller.ts";
import type { ReasonGiven } from "#src/booking/reason-given.ts";
import type { ApiCall } from "../auth.ts";
import { ActionAnswer } from "../contract/booking.ts";
import { CancelBooking, DeleteBooking, DeleteBookingQuery } from "../contract/booking-requests.ts";
import { Id } from "../contract/formats.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showReceipt } from "../show-booking.ts";
import { mountRoute } from "./api.ts";

const common = {
  tag: "Booking actions",
  params: z.object({ id: Id }),
  answers: { 200: ActionAnswer },
} as const;

interface Ending extends ReasonGiven {
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly bookingId: string;
  readonly overrule: boolean;
}

/** Two ways to end a booking; its record stays. */
export const mountCancellation = (http: FastifyInstance, deps: ServerDeps): void => {
  const cancel = async ({ call, caller, bookingId, overrule, ...why }: Ending) => {
    const overruledBy = overrule ? call.caller.name : undefined;
    const wish = { bookingId, ...why, overruledBy, consent: null };
    const receipt = await deps.bookings.cancel(caller, wish);
    return receipt.ok ? showReceipt(deps, call, receipt) : refused(receipt, fieldOf(why.reason));
  };

  mountRoute(http, {
    ...common,
    method: "POST",
    url: "/bookings/:id/cancel",
    access: { to: "everyone", own: "bookings" },
    summary: "Cancel a booking",
    body: CancelBooking,
    run: ({ call, caller, params, body }) =>
      cancel({ call, caller, bookingId: params.id, ...body }),
  });

  mountRoute(http, {
    ...common,
    method: "DELETE",
    url: "/bookings/:id",
    access: { to: "everyone", own: "bookings" },
    summary: "Cancel a booking; the reason stands in the body or the address",
    body: DeleteBooking,
    query: DeleteBookingQuery,
    run: ({ call, caller, params, body, query }) => {
      const reason = body.reason ?? query.reason ?? "";
      const reasonCode = body.reasonCode ?? query.reasonCode;
      const overrule = body.overrule ?? query.overrule ?? false;
      return cancel({ call, caller, bookingId: params.id, reason, reasonCode, overrule });
    },
  });
};

const fieldOf = (reason: string) => (reason === "" ? { field: "reason" } : {});
