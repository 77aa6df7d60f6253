import { z } from "zod";

import { Id, Instant } from "./formats.ts";

/** Appointments that stand although what they need is no longer offered; nothing was moved. */
export const Affected = z
  .array(
    z
      .object({
        booking_id: Id,
        lead_id: Id,
        lead_name: z.string().nullable(),
        service_id: Id,
        service_name: z.string(),
        starts_at: Instant,
        ends_at: Instant,
      })
      .meta({ id: "AffectedAppointment" }),
  )
  .optional()
  .describe("Appointments that stand although what they need is not offered any more");

/** Services that are offered still although nobody can give them since the edit. */
export const AffectedServices = z
  .array(z.object({ service_id: Id, name: z.string() }).meta({ id: "AffectedService" }))
  .optional()
  .describe("Services nobody can give any more: nobody has all the skills, or gives every part");

/** What was asked to go is gone. */
export const RemovedAnswer = z.object({ success: z.literal(true) });
