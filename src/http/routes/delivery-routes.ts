import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { type Delivery, listDeliveries } from "#src/db/queries/deliveries.ts";
import { retryDelivery } from "#src/delivery/retry-delivery.ts";
import { desk } from "../access.ts";
import { failed, ok } from "../answer.ts";
import { DeliveryAnswer, DeliveryList, type DeliveryRecord } from "../contract/delivery.ts";
import { ListDeliveries } from "../contract/delivery-requests.ts";
import { Id } from "../contract/formats.ts";
import { pageAsked } from "../page-asked.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Deliveries";

/** Messages on their way to providers, and those that did not get there. */
export const mountDeliveries = (http: FastifyInstance, { db, now }: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/deliveries",
    tag,
    access: desk,
    summary: "Messages sent to providers, the newest first",
    query: ListDeliveries,
    answers: { 200: DeliveryList },
    run: async ({ call, query: { status, ...query } }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) =>
        listDeliveries(db, id, { ...page, status }),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, deliveries: rows.map(toDeliveryRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/deliveries/:id/retry",
    tag,
    access: desk,
    summary: "Try a dead delivery again",
    params: z.object({ id: Id }),
    answers: { 200: DeliveryAnswer },
    run: async ({ call, params: { id } }) => {
      const retried = await retryDelivery(db, call.organization.id, id, now());
      if (retried === "unknown") return failed("UNKNOWN_DELIVERY", call.language, "id");
      if (retried === "not_dead") return failed("DELIVERY_NOT_DEAD", call.language, "id");
      return ok({ success: true, delivery: toDeliveryRecord(retried) });
    },
  });
};

const toDeliveryRecord = (row: Delivery): z.output<typeof DeliveryRecord> => ({
  delivery_id: row.id,
  conversation_id: row.conversation_id,
  message_id: row.message_id,
  channel: row.channel,
  account: row.account,
  status: row.status,
  attempts: row.attempts,
  next_at: row.next_at.toISOString(),
  provider_ids: row.provider_ids,
  error_code: row.error_code,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
