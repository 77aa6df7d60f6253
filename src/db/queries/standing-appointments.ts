import { type RawBuilder, sql } from "kysely";

import { appointedStates } from "#src/domain/booking-states.ts";
import type { Tx } from "../connect.ts";
import type { ThingKey, ThingKind } from "./catalog-things.ts";

/** An appointment in the calendar, as a list of them shows it. */
export interface StandingAppointment {
  readonly id: string;
  readonly lead_id: string;
  readonly lead_name: string | null;
  readonly service_id: string;
  readonly service_name: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** `[from, to)`: instants, or whole local dates with both ends included; without an end, for ever. */
export type StandingPeriod =
  | { readonly from: Date; readonly to: Date | null }
  | { readonly startDate: string; readonly endDate: string };

/** More appointments than this are not listed. */
const most = 1_000;

/**
 * Appointments that use a thing in a period, the soonest first. Dates are those of the provider's
 * zone, else of the place. With a booking, only whether it is one of them.
 */
export const standingAppointments = async (
  tx: Tx,
  kind: ThingKind,
  { organizationId, id }: ThingKey,
  period: StandingPeriod,
  bookingId: string | null = null,
): Promise<StandingAppointment[]> => {
  const { rows } = await sql<StandingAppointment>`
    select distinct b.id, b.lead_id, l.name as lead_name, s.id as service_id,
      s.name as service_name, b.starts_at, b.ends_at
    from bookings b
    join allocations a on a.organization_id = b.organization_id and a.booking_id = b.id
      and a.kind = 'booking' and a.released_at is null
    join leads l on l.organization_id = b.organization_id and l.id = b.lead_id
    join services s on s.organization_id = b.organization_id and s.id = b.service_id
    left join providers p on p.organization_id = b.organization_id
      and p.id = coalesce(a.provider_id, a.with_provider_id, b.provider_id)
    left join locations place on place.organization_id = b.organization_id
      and place.id = coalesce(a.location_id, b.location_id)
    where b.organization_id = ${organizationId} and b.state = any(${[...appointedStates]})
      and (${bookingId}::uuid is null or b.id = ${bookingId}) and ${uses[kind](id)} and ${inside(kind, period)}
    order by b.starts_at, b.id limit ${most}`.execute(tx);
  return rows;
};

const uses: Readonly<Record<ThingKind, (id: string) => RawBuilder<unknown>>> = {
  location: (id) => sql`coalesce(a.location_id, b.location_id) = ${id}`,
  provider: (id) => sql`a.provider_id = ${id}`,
  service: (id) => sql`(b.service_id = ${id} or a.service_id = ${id})`,
  resource: (id) => sql`a.resource_id = ${id}`,
};

const inside = (kind: ThingKind, period: StandingPeriod): RawBuilder<unknown> => {
  if ("from" in period) {
    const { from, to } = period;
    return to === null
      ? sql`a.ends_at > ${from}`
      : sql`(a.ends_at > ${from} and a.starts_at < ${to})`;
  }
  const zone =
    kind === "provider" ? sql`coalesce(p.timezone, place.timezone)` : sql`place.timezone`;
  const midnight = (date: string, days: number) =>
    sql`(((${date}::date + ${days}::integer)::timestamp) at time zone ${zone})`;
  const { startDate, endDate } = period;
  return sql`(a.ends_at > ${midnight(startDate, 0)} and a.starts_at < ${midnight(endDate, 1)})`;
};
