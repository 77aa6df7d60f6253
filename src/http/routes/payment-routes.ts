import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { listDifferences, listLostEvents, listPayments } from "#src/db/queries/payments.ts";
import { desk } from "../access.ts";
import { ok } from "../answer.ts";
import { ActionAnswer } from "../contract/booking.ts";
import { Id } from "../contract/formats.ts";
import { ListPayments, PaymentList, Reconciliation, RecordPayment } from "../contract/payment.ts";
import { pageAsked } from "../page-asked.ts";
import { toPaymentRecord } from "../records/payment-records.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { showReceipt } from "../show-booking.ts";
import { mountRoute } from "./api.ts";

const tag = "Payments";

/** Money that was asked for and money that came. */
export const mountPayments = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db } = deps;

  mountRoute(http, {
    method: "GET",
    url: "/payments",
    tag,
    access: desk,
    summary: "Payments, the newest first",
    query: ListPayments,
    answers: { 200: PaymentList },
    run: async ({ call, query: { status, bookingId, ...query } }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) =>
        listPayments(db, id, { ...page, status, bookingId }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, payments: rows.map(toPaymentRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/bookings/:id/payments",
    tag,
    access: desk,
    summary: "Record a payment that people took: a bank transfer, cash, at the desk",
    params: z.object({ id: Id }),
    body: RecordPayment,
    answers: { 200: ActionAnswer },
    run: async ({ call, caller, params, body: { amountMinor: minor, currency, ...proof } }) => {
      const payment = { received: { minor, currency }, verified: false, ...proof };
      const move = { bookingId: params.id, to: "PAID", payment } as const;
      const receipt = await deps.bookings.move(caller, move);
      return receipt.ok ? showReceipt(deps, call, receipt) : refused(receipt);
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/payments/reconciliation",
    tag,
    access: desk,
    summary: "Where the books of providers and ours differ",
    answers: { 200: Reconciliation },
    run: async ({ call: { organization } }) =>
      ok({
        success: true,
        differences: (await listDifferences(db, organization.id)).map(({ details, ...row }) => ({
          ...{ ...row, ours: null, theirs: null },
          ...details,
          found_at: row.found_at.toISOString(),
          seen_at: row.seen_at.toISOString(),
        })),
        events_without_match: (await listLostEvents(db, organization.id)).map((row) => ({
          ...row,
          received_at: row.received_at.toISOString(),
        })),
      }),
  });
};
