import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { editBooking } from "#src/booking/edit-booking.ts";
import { refuse } from "#src/booking/refuse.ts";
import { listBookings, listBookingsOfLeadWithin } from "#src/db/queries/bookings.ts";
import { findLead } from "#src/db/queries/leads.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import { desk } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { reachOf } from "../auth.ts";
import { book } from "../book.ts";
import { ActionAnswer, BookingAnswer, BookingList, LeadBookings } from "../contract/booking.ts";
import { EditBooking, ListBookings, NewBooking } from "../contract/booking-requests.ts";
import { Id } from "../contract/formats.ts";
import { pageAsked } from "../page-asked.ts";
import { toBookingRecords } from "../records/booking-record.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showBooking, showReceipt } from "../show-booking.ts";
import { mountRoute } from "./api.ts";

const tag = "Bookings";
const OneBooking = z.object({ id: Id });

/** Bookings as records: listed, made, read, noted on. */
export const mountBookings = (http: FastifyInstance, deps: ServerDeps): void => {
  mountLists(http, deps);

  mountRoute(http, {
    method: "POST",
    url: "/bookings",
    tag,
    access: desk,
    summary: "Book a time",
    body: NewBooking,
    answers: { 201: ActionAnswer },
    run: ({ call, caller, body }) => book({ deps, call, caller, input: body }),
  });

  mountRoute(http, {
    method: "GET",
    url: "/bookings/:id",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "A booking",
    params: OneBooking,
    answers: { 200: BookingAnswer },
    run: async ({ call, params: { id } }) => {
      const booking = await showBooking(deps, call, id);
      return booking
        ? ok({ success: true, booking })
        : refused(refuse(deps, call, "unknown_booking", `no booking ${id}`), { field: "id" });
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/bookings/:id",
    tag,
    access: desk,
    summary: "Note something on a booking, or change who comes before it is confirmed",
    params: OneBooking,
    body: EditBooking,
    answers: { 200: ActionAnswer },
    run: async ({ call, caller, params, body }) => {
      const receipt = await editBooking(deps, caller, params.id, body);
      if (receipt.ok) return showReceipt(deps, call, receipt);
      return refused(receipt, { field: partyField[receipt.code] });
    },
  });
};

const partyField: Partial<Record<RefusalCode, string>> = {
  participants_fit: "participants",
  length_fits: "durationMinutes",
  invalid_input: "participantDetails",
};

const mountLists = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/bookings",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "Bookings, the newest first",
    query: ListBookings,
    answers: { 200: BookingList },
    run: async ({ call, query }) => {
      const paged = await pageAsked(call, query, (page) =>
        listBookings(deps.db, reachOf(call), { ...page, state: query.state ?? null }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, bookings: await toBookingRecords(deps, call, rows), nextCursor });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/bookings/lead/:leadId",
    tag,
    access: { to: "everyone", own: "bookings" },
    summary: "Bookings of a lead, the newest first",
    params: z.object({ leadId: Id }),
    answers: { 200: LeadBookings },
    run: async ({ call, params: { leadId } }) => {
      const { id } = call.organization;
      const lead = await findLead(deps.db, id, leadId);
      if (!lead) return failed("UNKNOWN_LEAD", call.language, "leadId");
      const rows = await listBookingsOfLeadWithin(deps.db, reachOf(call), leadId, 100);
      // Whom a provider has no booking with is nobody to them.
      if (rows.length === 0 && call.caller.providerId !== null) {
        return failed("UNKNOWN_LEAD", call.language, "leadId");
      }
      return ok({ success: true, bookings: await toBookingRecords(deps, call, rows) });
    },
  });
};
