import { sql } from "kysely";

import type { PastTime } from "#src/domain/proposals/lead-liking.ts";
import type { SeenVisits } from "#src/domain/proposals/show-up-rates.ts";
import type { Db, Tx } from "../connect.ts";

const year = 365 * 24 * 60 * 60_000;
/** Times of one lead that are looked back on. */
const mostTimes = 200;

/**
 * What became of the times a lead was offered in the last two years, the newest first: of every
 * booking but this one that was confirmed, the times it had and those that were passed over.
 */
export const listPastTimes = async (
  db: Db | Tx,
  organizationId: string,
  { leadId, id }: { readonly leadId: string; readonly id: string },
  now: Date,
): Promise<PastTime[]> => {
  const { rows } = await sql<PastTime>`
    select extract(isodow from local.at)::int as weekday,
      (extract(hour from local.at) * 60 + extract(minute from local.at))::int as minute,
      case
        when offered.kind = 'hold' then 'passed_over'
        when bookings.starts_at is distinct from offered.starts_at then 'moved'
        when bookings.state = 'CANCELLED' then 'cancelled'
        when bookings.show_up_status then 'kept'
        when bookings.missed or bookings.show_up_status = false then 'missed'
        else 'standing' end as outcome
    from allocations offered
    join bookings on bookings.organization_id = offered.organization_id
      and bookings.id = offered.booking_id
    join locations on locations.organization_id = offered.organization_id
      and locations.id = offered.location_id
    cross join lateral (select offered.starts_at at time zone locations.timezone as at) local
    where offered.organization_id = ${organizationId} and offered.lead_id = ${leadId}
      and offered.offered_at > ${new Date(now.getTime() - 2 * year)}
      and offered.part = 0 and offered.resource_id is null and offered.booking_id <> ${id}
      and (offered.kind = 'booking' or exists (
        select from allocations taken
        where taken.organization_id = offered.organization_id and taken.lead_id = ${leadId}
          and taken.offered_at is not null and taken.part = 0 and taken.resource_id is null
          and taken.booking_id = offered.booking_id and taken.kind = 'booking'))
    order by offered.offered_at desc limit ${mostTimes}`.execute(db);
  return rows;
};

/** Visits of the last year that people have seen to, by local weekday and hour. */
export const countSeenVisits = async (
  db: Db | Tx,
  organizationId: string,
  now: Date,
): Promise<SeenVisits[]> => {
  const { rows } = await sql<SeenVisits>`
    select extract(isodow from local.at)::int as weekday, extract(hour from local.at)::int as hour,
      count(*) filter (where bookings.show_up_status)::int as came,
      count(*) filter (where not bookings.show_up_status)::int as missed
    from bookings
    join locations on locations.organization_id = bookings.organization_id
      and locations.id = bookings.location_id
    cross join lateral (select bookings.starts_at at time zone locations.timezone as at) local
    where bookings.organization_id = ${organizationId} and bookings.show_up_status is not null
      and bookings.starts_at > ${new Date(now.getTime() - year)} and bookings.starts_at <= ${now}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
};
