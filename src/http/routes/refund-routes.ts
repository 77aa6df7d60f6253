import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { findRefund, listRefunds } from "#src/db/queries/payments.ts";
import { finishRefund, startRefund } from "#src/lifecycle/payments/start-refund.ts";
import { desk, managers } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  FinishRefund,
  ListRefunds,
  RefundAnswer,
  RefundList,
  StartRefund,
} from "../contract/payment.ts";
import { pageAsked } from "../page-asked.ts";
import { toRefundRecord } from "../records/payment-records.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Payments";
const One = z.object({ id: Id });

/** Money that goes back. */
export const mountRefunds = (http: FastifyInstance, { db, payments }: ServerDeps): void => {
  const show = async (organizationId: string, id: string) => {
    const refund = await findRefund(db, organizationId, id);
    if (!refund) throw new Error(`refund ${id} vanished`);
    return ok({ success: true as const, refund: toRefundRecord(refund) });
  };

  mountRoute(http, {
    method: "GET",
    url: "/refunds",
    tag,
    access: desk,
    summary: "Refunds, the newest first",
    query: ListRefunds,
    answers: { 200: RefundList },
    run: async ({ call, query: { status, ...query } }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) =>
        listRefunds(db, id, { ...page, status }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, refunds: rows.map(toRefundRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/payments/:id/refunds",
    tag,
    access: managers,
    summary: "Give a payment back, or a part of what is left of it",
    params: One,
    body: StartRefund,
    answers: { 200: RefundAnswer },
    run: async ({ call, caller, params, body }) => {
      const wish = { paymentId: params.id, by: call.caller.name, ...body };
      const started = await startRefund(payments)(caller, wish);
      if (started.outcome === "started") return show(call.organization.id, started.refundId);
      return started.outcome === "unknown"
        ? failed("UNKNOWN_PAYMENT", call.language, "id")
        : failed("REFUND_TOO_MUCH", call.language, "amountMinor");
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/refunds/:id/done",
    tag,
    access: managers,
    summary: "Record that people gave the money back, where no provider could",
    params: One,
    body: FinishRefund,
    answers: { 200: RefundAnswer },
    run: async ({ call, params: { id }, body: { reference } }) => {
      const done = await finishRefund(payments)(call.organization.id, id, reference);
      if (done === "unknown") return failed("UNKNOWN_REFUND", call.language, "id");
      if (done === "not_open") return failed("REFUND_NOT_OPEN", call.language, "id");
      return show(call.organization.id, id);
    },
  });
};
