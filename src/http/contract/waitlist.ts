import { z } from "zod";

import { DateOrInstant, Id, Instant, NextCursor } from "./formats.ts";

/** A wish that is kept for 30 days. Dates are on the clock of the lead. */
export const JoinWaitlist = z.strictObject({
  leadId: Id,
  serviceId: Id,
  wish: z.string().trim().min(1).max(500).describe("What the lead wants, in their words"),
  from: DateOrInstant.optional(),
  to: DateOrInstant.optional(),
});

/** A wish that still stands until `expires_at`. */
export const WaitlistRecord = z
  .object({
    entry_id: Id,
    lead_id: Id,
    service_id: Id,
    service_name: z.string(),
    wish: z.string(),
    wished_from: Instant.nullable(),
    wished_to: Instant.nullable(),
    created_at: Instant,
    expires_at: Instant,
  })
  .meta({ id: "WaitlistEntry" });

export const WaitlistAnswer = z.object({ success: z.literal(true), entry: WaitlistRecord });

export const WaitlistList = z.object({
  success: z.literal(true),
  entries: z.array(WaitlistRecord),
  nextCursor: NextCursor,
});
