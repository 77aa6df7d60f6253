import type { z } from "zod";

import type { WaitlistRow } from "#src/db/queries/waitlist.ts";
import type { WaitlistRecord } from "../contract/waitlist.ts";

export const toWaitlistRecord = (row: WaitlistRow): z.output<typeof WaitlistRecord> => ({
  entry_id: row.id,
  lead_id: row.lead_id,
  booking_id: row.booking_id,
  service_id: row.service_id,
  service_name: row.service_name,
  provider_id: row.provider_id,
  location_id: row.location_id,
  wish: row.wish,
  dates: row.dates,
  times: row.times.map(({ weekdays, fromMinute, toMinute }) => ({
    ...(weekdays && { weekdays: [...weekdays] }),
    ...{ fromMinute, toMinute },
  })),
  wished_from: row.wished_from?.toISOString() ?? null,
  wished_to: row.wished_to?.toISOString() ?? null,
  participants: row.participants,
  status: row.status,
  offered_until: row.offered_until?.toISOString() ?? null,
  offers: row.offers,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
});
