import { sql } from "kysely";

import type { Tx } from "../../connect.ts";
import { isOnDay } from "./day-of.ts";
import type { Day } from "./recount-day.ts";

/** What was confirmed, kept, missed, cancelled and moved on this day, and why. */
export const countMoves = async (tx: Tx, day: Day): Promise<void> => {
  const { organizationId } = day;
  // A way back out of ERROR repeats a move that was counted, and so does the thanks for a payment.
  await sql`insert into analytics_moves
      (organization_id, day, location_id, service_id, kind, reason, moves, ahead_seconds)
    select ${organizationId}, ${day.day},
      coalesce((e.data_snapshot ->> 'location_id')::uuid, b.location_id),
      coalesce((e.data_snapshot ->> 'service_id')::uuid, b.service_id), move.kind,
      case when move.kind in ('cancelled', 'withdrawn', 'rescheduled')
        then coalesce(e.reason_code, 'unrecorded') else '' end,
      count(*),
      coalesce(sum(extract(epoch from (e.data_snapshot ->> 'starts_at')::timestamptz - e.timestamp))
        filter (where move.kind = 'confirmed'), 0)
    from booking_events e
    join bookings b on b.organization_id = e.organization_id and b.id = e.booking_id
    cross join lateral (select case e.to_state
      when 'SLOT_CONFIRMED' then 'confirmed'
      when 'COMPLETED' then 'completed'
      when 'NO_SHOW' then 'no_show'
      when 'RESCHEDULED' then 'rescheduled'
      when 'CANCELLED' then
        case when b.state_history @> '[{"state": "SLOT_CONFIRMED"}]' then 'cancelled'
          else 'withdrawn' end
      end as kind) move
    where e.organization_id = ${organizationId} and ${isOnDay("e.timestamp", day)}
      and e.validation_passed and e.from_state <> e.to_state and e.from_state <> 'ERROR'
      and e.to_state in ('SLOT_CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'RESCHEDULED')
      and (e.to_state <> 'SLOT_CONFIRMED' or e.from_state = 'SLOT_PROPOSED')
    group by 3, 4, 5, 6`.execute(tx);
};
