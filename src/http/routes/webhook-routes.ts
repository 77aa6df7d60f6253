import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  addEndpoint,
  deleteEndpoint,
  listEndpoints,
  listFeed,
  listNews,
  replayNews,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "#src/db/queries/webhooks.ts";
import { seal, unseal } from "#src/secrets.ts";
import { eventOf } from "#src/webhooks/event-of.ts";
import { secretOf } from "#src/webhooks/send-webhooks.ts";
import { webhookSecret } from "#src/webhooks/sign-webhook.ts";
import { managers } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  AddWebhookEndpoint,
  Feed,
  ListWebhookDeliveries,
  ReadFeed,
  WebhookDeliveryAnswer,
  WebhookDeliveryList,
  type WebhookDeliveryRecord,
  WebhookEndpointAnswer,
  WebhookEndpointList,
  type WebhookEndpointRecord,
} from "../contract/webhook.ts";
import { pageAsked } from "../page-asked.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Webhooks and events";
const OneId = z.object({ id: Id });

/** How other systems hear of bookings: told by us, or reading on from where they were. */
export const mountWebhookEndpoints = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, now } = deps;
  mountEndpoints(http, deps);

  mountRoute(http, {
    method: "GET",
    url: "/webhook-deliveries",
    tag,
    access: managers,
    summary: "What endpoints were told and have not taken, the newest first",
    query: ListWebhookDeliveries,
    answers: { 200: WebhookDeliveryList },
    run: async ({ call, query: { status, ...query } }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) => listNews(db, id, { ...page, status }));
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, deliveries: rows.map(toDeliveryRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/webhook-deliveries/:id/replay",
    tag,
    access: managers,
    summary: "Send a piece of news once more, under the same id",
    params: OneId,
    answers: { 200: WebhookDeliveryAnswer },
    run: async ({ call, params: { id } }) => {
      const row = await replayNews(db, call.organization.id, id, now());
      return row
        ? ok({ success: true, delivery: toDeliveryRecord(row) })
        : failed("UNKNOWN_DELIVERY", call.language, "id");
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/events",
    tag,
    access: managers,
    summary:
      "What happened to bookings, the oldest first; nothing ever appears before what was read",
    query: ReadFeed,
    answers: { 200: Feed },
    run: async ({ call, query: { after, limit } }) => {
      const [writtenBy = "0", position = "0"] = after?.split(".") ?? [];
      const place = after === undefined ? null : { writtenBy, position: Number(position) };
      const rows = await listFeed(db, call.organization.id, { limit, after: place });
      const last = rows.at(-1);
      const next = last ? `${last.written_by}.${last.position}` : (after ?? null);
      return ok({ success: true, events: rows.map(eventOf), next });
    },
  });
};

const mountEndpoints = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, now, newId, webhooks } = deps;

  mountRoute(http, {
    method: "GET",
    url: "/webhook-endpoints",
    tag,
    access: managers,
    summary: "Where news of bookings go",
    answers: { 200: WebhookEndpointList },
    run: async ({ call }) => {
      const rows = await listEndpoints(db, call.organization.id);
      return ok({ success: true, endpoints: rows.map(toEndpointRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/webhook-endpoints",
    tag,
    summary: "Have news of bookings sent somewhere, signed; the same address stays one endpoint",
    access: managers,
    body: AddWebhookEndpoint,
    answers: { 201: WebhookEndpointAnswer },
    run: async ({ call, body: { url } }) => {
      if (!(await webhooks.mayCall(url))) return failed("ENDPOINT_NOT_SAFE", call.language, "url");
      const secret = webhookSecret(randomBytes(24));
      const key = { organization_id: call.organization.id, id: newId() };
      const sealed = seal(webhooks.secretsKey, secret, secretOf(key));
      const row = { ...key, url, secret: sealed, active: true, created_at: now() };
      const endpoint = await addEndpoint(db, row);
      const known = unseal(webhooks.secretsKey, endpoint.secret, secretOf(endpoint));
      return created({ success: true, endpoint: toEndpointRecord(endpoint), secret: known });
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/webhook-endpoints/:id",
    tag,
    access: managers,
    summary: "Send no more news there",
    params: OneId,
    answers: { 200: z.object({ success: z.literal(true) }) },
    run: async ({ call, params: { id } }) =>
      (await deleteEndpoint(db, call.organization.id, id))
        ? ok({ success: true } as const)
        : failed("UNKNOWN_ENDPOINT", call.language, "id"),
  });
};

const toEndpointRecord = ({
  id,
  url,
  active,
  created_at,
}: WebhookEndpoint): z.output<typeof WebhookEndpointRecord> => ({
  ...{ endpoint_id: id, url, active, created_at: created_at.toISOString() },
});

const toDeliveryRecord = (row: WebhookDelivery): z.output<typeof WebhookDeliveryRecord> => ({
  webhook_delivery_id: row.id,
  endpoint_id: row.endpoint_id,
  event_id: row.event_id,
  status: row.status,
  attempts: row.attempts,
  next_at: row.next_at.toISOString(),
  response_status: row.response_status,
  error_code: row.error_code,
  created_at: row.created_at.toISOString(),
});
