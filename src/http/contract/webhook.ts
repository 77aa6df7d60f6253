import { z } from "zod";

import { Id, Instant, NextCursor, Page, ReasonCode } from "./formats.ts";

export const AddWebhookEndpoint = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .describe("https, reachable from the internet"),
});

/** Where news of bookings go. */
export const WebhookEndpointRecord = z
  .object({
    endpoint_id: Id,
    url: z.string(),
    active: z.boolean().describe("False once it has answered 410"),
    created_at: Instant,
  })
  .meta({ id: "WebhookEndpoint" });

export const WebhookEndpointAnswer = z.object({
  success: z.literal(true),
  endpoint: WebhookEndpointRecord,
  secret: z
    .string()
    .describe(
      "Shown when the address is added: verify webhook-signature with it (standardwebhooks.com)",
    ),
});

export const WebhookEndpointList = z.object({
  success: z.literal(true),
  endpoints: z.array(WebhookEndpointRecord),
});

const statuses = z.enum(["queued", "sent", "dead"]);

export const ListWebhookDeliveries = Page.extend({ status: statuses.optional() });

/** One piece of news for one endpoint. */
export const WebhookDeliveryRecord = z
  .object({
    webhook_delivery_id: Id,
    endpoint_id: Id,
    event_id: Id.describe("The webhook-id it is sent under"),
    status: statuses.describe("dead: it was refused for three days, or the endpoint is gone"),
    attempts: z.number(),
    next_at: Instant.describe("Not tried before, while it waits"),
    response_status: z.number().nullable(),
    error_code: z.string().nullable(),
    created_at: Instant,
  })
  .meta({ id: "WebhookDelivery" });

export const WebhookDeliveryAnswer = z.object({
  success: z.literal(true),
  delivery: WebhookDeliveryRecord,
});

export const WebhookDeliveryList = z.object({
  success: z.literal(true),
  deliveries: z.array(WebhookDeliveryRecord),
  nextCursor: NextCursor,
});

export const ReadFeed = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,20}\.\d{1,19}$/u)
    .exactOptional()
    .describe("`next` of the answer before"),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** What happened to bookings; the same as webhooks bring. */
export const NewsRecord = z
  .object({
    type: z.string().describe("booking.<state in small letters>"),
    timestamp: Instant,
    data: z.object({
      event_id: Id,
      booking_id: Id,
      event_type: z.string(),
      from_state: z.string(),
      to_state: z.string(),
      triggered_by: z.string(),
      reason: z.string().nullable(),
      reason_code: ReasonCode.nullable(),
      booking: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: "BookingNews" });

export const Feed = z.object({
  success: z.literal(true),
  events: z.array(NewsRecord),
  next: z.string().nullable().describe("Where to read on; null while nothing has happened"),
});
