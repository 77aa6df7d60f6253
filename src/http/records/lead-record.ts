import type { z } from "zod";

import type { Lead } from "#src/db/queries/leads.ts";
import type { LeadRecord } from "../contract/lead.ts";

export const toLeadRecord = (lead: Lead): z.output<typeof LeadRecord> => ({
  lead_id: lead.id,
  name: lead.name,
  phone: lead.phone,
  email: lead.email,
  language: lead.language,
  timezone: lead.timezone,
  details: lead.details,
  blocked: lead.blocked,
  unstable: lead.unstable,
  opted_out_at: lead.opted_out_at?.toISOString() ?? null,
  reminders_off_at: lead.reminders_off_at?.toISOString() ?? null,
  marketing_since: lead.marketing_since?.toISOString() ?? null,
  created_at: lead.created_at.toISOString(),
});
