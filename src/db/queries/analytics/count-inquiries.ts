import { sql } from "kysely";

import type { Tx } from "../../connect.ts";
import { isOnDay } from "./day-of.ts";
import type { Day } from "./recount-day.ts";

/** How far the bookings have come that were begun on this day, and how many slots they were offered. */
export const countInquiries = async (tx: Tx, day: Day): Promise<void> => {
  const { organizationId } = day;
  await sql`insert into analytics_inquiries (organization_id, day, location_id, service_id, channel,
      inquiries, selected, proposed, confirmed, completed, confirm_seconds,
      slots_offered, slots_confirmed)
    select ${organizationId}, ${day.day}, coalesce(b.location_id, slots.location_id), b.service_id,
      coalesce(c.channel, 'desk'), count(*),
      count(*) filter (where been.through @> '{SERVICE_SELECTED}'),
      count(*) filter (where been.through @> '{SLOT_PROPOSED}'),
      count(*) filter (where been.through @> '{SLOT_CONFIRMED}'),
      count(*) filter (where been.through @> '{COMPLETED}'),
      coalesce(sum(extract(epoch from been.confirmed_at - b.created_at)), 0),
      sum(slots.offered), sum(slots.confirmed)
    from bookings b
    left join conversations c
      on c.organization_id = b.organization_id and c.id = b.conversation_id
    cross join lateral (
      select array_agg(entry ->> 'state') as through,
        min((entry ->> 'at')::timestamptz) filter (where entry ->> 'state' = 'SLOT_CONFIRMED')
          as confirmed_at
      from jsonb_array_elements(b.state_history) entry
    ) been
    cross join lateral (
      select count(*) as offered, count(*) filter (where a.kind = 'booking') as confirmed,
        (array_agg(a.location_id order by a.offered_at desc, a.id))[1] as location_id
      from allocations a
      where a.organization_id = b.organization_id and a.booking_id = b.id
        and a.offered_at is not null and a.part = 0 and a.provider_id is not null
    ) slots
    where b.organization_id = ${organizationId} and ${isOnDay("b.created_at", day)}
    group by 3, 4, 5`.execute(tx);
};
