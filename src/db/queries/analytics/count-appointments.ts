import { sql } from "kysely";

import type { Tx } from "../../connect.ts";
import { isOnDay } from "./day-of.ts";
import type { Day } from "./recount-day.ts";

/** The appointments that begin on this day, and the time they take of people. */
export const countAppointments = async (tx: Tx, day: Day): Promise<void> => {
  const { organizationId, zone } = day;
  await sql`insert into analytics_appointments
      (organization_id, day, hour, location_id, service_id, appointments)
    select ${organizationId}, ${day.day}, extract(hour from b.starts_at at time zone ${zone}),
      b.location_id, b.service_id, count(*)
    from bookings b
    where b.organization_id = ${organizationId} and ${isOnDay("b.starts_at", day)}
      and b.state in ('SLOT_CONFIRMED', 'PAYMENT_PENDING', 'PAID', 'REMINDER_SENT', 'COMPLETED',
        'NO_SHOW', 'FOLLOW_UP')
    group by 3, 4, 5`.execute(tx);
  await countTime(tx, day);
};

/**
 * Whoever's time begins before the latest end before it may be booked twice; only of those is asked
 * with whom. Places of one group session, up to its capacity, share their time rightly.
 */
const countTime = async (tx: Tx, day: Day): Promise<void> => {
  const { organizationId, zone } = day;
  await sql`insert into analytics_provider_days
      (organization_id, day, provider_id, location_id, minutes, double_booked)
    with taken as materialized (
      select a.*, max(upper(a.during)) over (partition by a.holder_id
        order by lower(a.during), a.id rows between unbounded preceding and 1 preceding) as until
      from bookings b
      join allocations a on a.organization_id = b.organization_id and a.booking_id = b.id
      where b.organization_id = ${organizationId}
        and b.starts_at >= (${day.day}::date::timestamp at time zone ${zone}) - interval '1 day'
        and b.starts_at < ((${day.day}::date + 1)::timestamp at time zone ${zone}) + interval '1 day'
        and a.released_at is null and a.kind = 'booking'
    ),
    today as (select * from taken where (starts_at at time zone ${zone})::date = ${day.day}::date),
    sessions as (
      select distinct provider_id, location_id, starts_at, ends_at from today
      where provider_id is not null
    ),
    times as (
      select provider_id, location_id,
        sum(extract(epoch from ends_at - starts_at)) / 60 as minutes
      from sessions group by 1, 2
    ),
    twice as (
      select coalesce(t.provider_id, t.with_provider_id) as provider_id, t.location_id,
        count(*) as times
      from today t
      where lower(t.during) < t.until and (
        exists (select from allocations o
          where o.holder_id = t.holder_id and o.during && t.during and o.released_at is null
            and o.kind = 'booking' and (lower(o.during), o.id) < (lower(t.during), t.id)
            and (o.capacity = 1 or t.capacity = 1 or o.service_id is distinct from t.service_id
              or o.with_provider_id is distinct from t.with_provider_id))
        or (select sum(o.units) from allocations o
          where o.holder_id = t.holder_id and o.during @> lower(t.during)
            and o.released_at is null and o.kind = 'booking') > t.capacity)
      group by 1, 2
    )
    select ${organizationId}, ${day.day}, provider_id, location_id,
      coalesce(sum(minutes), 0), coalesce(sum(twice), 0)
    from (
      select provider_id, location_id, minutes, 0 as twice from times
      union all
      select provider_id, location_id, 0, times from twice
    ) parts group by 3, 4`.execute(tx);
};
