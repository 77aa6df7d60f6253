import { z } from "zod";

import { deliveryStatuses } from "#src/domain/delivery-status.ts";
import { Id, Instant, NextCursor } from "./formats.ts";

/** What became of one message that had to be sent; its words are in the conversation. */
export const DeliveryRecord = z
  .object({
    delivery_id: Id,
    conversation_id: Id,
    message_id: Id,
    channel: z.string(),
    account: z.string(),
    status: z
      .enum(deliveryStatuses)
      .describe("failed: it shall not be sent any more; dead: it could not be, try again"),
    attempts: z.number(),
    next_at: Instant.describe("Not tried before, while it waits"),
    provider_ids: z.array(z.string()).describe("One for each part that has left"),
    error_code: z.string().nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: "Delivery" });

export const DeliveryAnswer = z.object({ success: z.literal(true), delivery: DeliveryRecord });

export const DeliveryList = z.object({
  success: z.literal(true),
  deliveries: z.array(DeliveryRecord),
  nextCursor: NextCursor,
});
