import { z } from "zod";

import { Id, Instant, NextCursor, Reason } from "./formats.ts";

/** Who may not book: a lead, a phone or an e-mail; everywhere unless one scope is named. */
export const NewLeadBlock = z.strictObject({
  leadId: Id.exactOptional(),
  phone: z.string().max(40).exactOptional(),
  email: z.email().max(254).toLowerCase().exactOptional(),
  locationId: Id.exactOptional(),
  serviceId: Id.exactOptional(),
  providerId: Id.exactOptional(),
  reason: Reason,
});

const LeadBlockRecord = z
  .object({
    lead_block_id: Id,
    lead_id: Id.nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    location_id: Id.nullable(),
    service_id: Id.nullable(),
    provider_id: Id.nullable(),
    reason: z.string(),
    created_at: Instant,
  })
  .meta({ id: "LeadBlock" });

export const LeadBlockAnswer = z.object({ success: z.literal(true), lead_block: LeadBlockRecord });

export const LeadBlockList = z.object({
  success: z.literal(true),
  lead_blocks: z.array(LeadBlockRecord),
  nextCursor: NextCursor,
});
