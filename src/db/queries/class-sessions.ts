import { sql } from "kysely";

import { appointedStates } from "#src/domain/booking-states.ts";
import type { Db, Tx } from "../connect.ts";

/** One class of one person at one time, and who has a place in it. */
export interface ClassSession {
  readonly organizationId: string;
  readonly serviceId: string;
  readonly providerId: string;
  readonly startsAt: Date;
  readonly belowMinimum: "cancel" | "ask";
  /** In order; a package may have its place among them. */
  readonly bookingIds: readonly string[];
}

type SessionKey = Pick<ClassSession, "organizationId" | "serviceId" | "providerId" | "startsAt">;

/**
 * Classes of any organization that are past their deadline, have not begun, have fewer people than
 * their minimum and a rule for that; with a key, only that one, if it is such a class still.
 */
export const listTooSmall = async (
  db: Db | Tx,
  now: Date,
  key: SessionKey | null = null,
): Promise<ClassSession[]> => {
  const { rows } = await sql<ClassSession>`
    select a.organization_id as "organizationId", a.service_id as "serviceId",
      a.provider_id as "providerId", a.starts_at as "startsAt",
      s.below_minimum as "belowMinimum",
      array_agg(b.id::text order by b.id) as "bookingIds"
    from services s
    join providers p on p.organization_id = s.organization_id
    join allocations a on a.organization_id = s.organization_id and a.service_id = s.id
      and a.holder_id = p.id and a.released_at is null and a.kind = 'booking'
      and upper(a.during) > ${now}
      and a.starts_at > ${now}
      and a.starts_at <= ${now}::timestamptz + s.minimum_deadline_minutes * interval '1 minute'
    join bookings b on b.organization_id = a.organization_id and b.id = a.booking_id
      and b.state = any(${[...appointedStates]})
    where s.capacity > 1 and s.min_participants > 1 and s.below_minimum in ('cancel', 'ask')
      and ${key ? isIt(key) : sql`true`}
    group by a.organization_id, a.service_id, a.provider_id, a.starts_at, s.below_minimum,
      s.min_participants
    having sum(a.units) < s.min_participants
      and not (s.below_minimum = 'ask' and bool_and('below_minimum' = any(b.tags)))
    order by a.starts_at, a.service_id, a.provider_id`.execute(db);
  return rows;
};

const isIt = ({ organizationId, serviceId, providerId, startsAt }: SessionKey) =>
  sql`a.organization_id = ${organizationId} and a.service_id = ${serviceId}
    and a.provider_id = ${providerId} and a.starts_at = ${startsAt}`;
