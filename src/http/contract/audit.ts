import { z } from "zod";

import { Id, Instant, NextCursor, Page } from "./formats.ts";

/** What of the log is asked for. */
export const ListAudit = Page.extend({
  actorId: Id.optional().describe("Of the member or the key"),
  action: z
    .string()
    .max(200)
    .optional()
    .describe("As the log has it, such as POST /api/v1/bookings/:id/cancel"),
  from: Instant.optional().describe("Not before"),
  to: Instant.optional().describe("Before"),
});

/** Something that was done, or tried. Bodies and messages are never in it. */
export const AuditRecord = z
  .object({
    audit_id: Id,
    at: Instant,
    actor_kind: z
      .enum(["key", "member", "house", "unknown"])
      .describe("unknown: somebody failed to sign in as this person"),
    actor_id: Id.nullable(),
    actor_name: z.string(),
    action: z.string().describe("Method and pattern of the route"),
    subject: z.record(z.string(), z.string()).describe("Ids from the address"),
    status: z.number().nullable().describe("Answered with; null: begun, and its end is not known"),
    request_id: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });

/** The newest first. */
export const AuditList = z.object({
  success: z.literal(true),
  entries: z.array(AuditRecord),
  nextCursor: NextCursor,
});
