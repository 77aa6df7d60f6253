import { z } from "zod";

import { Id, Instant } from "./formats.ts";

/** Somebody who was told of a booking's move, or was to be. */
export const NoticeRecord = z
  .object({
    notice_id: Id,
    event_id: Id.describe("The move it tells of"),
    audience: z.enum(["lead", "provider"]),
    kind: z.enum(["confirmed", "cancelled", "offered", "freed"]),
    channel: z.enum(["chat", "email", "sms"]),
    address: z.string().nullable().describe("Null: the lead's own conversation"),
    provider_id: Id.nullable(),
    status: z
      .enum(["queued", "sent", "superseded", "failed", "dead"])
      .describe("superseded: the booking was something else again before it left"),
    error_code: z.string().nullable(),
    created_at: Instant,
  })
  .meta({ id: "BookingNotice" });

/** In the order in which they were noted. */
export const NoticeList = z.object({
  success: z.literal(true),
  notices: z.array(NoticeRecord),
});
