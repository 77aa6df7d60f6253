import { type RawBuilder, sql } from "kysely";

import type { World } from "./world.ts";

/** A whole number from 0, below this. */
export type Dice = (below: number) => number;

/** A small generator (mulberry32), so that a failing run can be run again. */
export const diceFrom = (seed: number): Dice => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

type Statement = (organizationId: string, dice: Dice, now: Date) => RawBuilder<unknown>;

/** One row of a table, by the order of its ids. */
const some = (table: string, id: string, dice: Dice, where = "true") =>
  sql`(select id from ${sql.table(table)} where organization_id = ${id} and ${sql.raw(where)}
    order by id offset ${dice(20)} % greatest(1, (select count(*) from ${sql.table(table)}
      where organization_id = ${id} and ${sql.raw(where)})) limit 1)`;

const active = "released_at is null";

/** What people who know SQL do to calendars, past every use case. */
export const handWritten: Readonly<Record<string, Statement>> = {
  release: (id, dice, now) => sql`update allocations set released_at = ${now}
    where organization_id = ${id} and id = ${some("allocations", id, dice, active)}`,
  remove: (id, dice) => sql`delete from allocations
    where organization_id = ${id} and id = ${some("allocations", id, dice)}`,
  handOver: (id, dice) => sql`update allocations set provider_id = ${some("providers", id, dice)}
    where organization_id = ${id} and id = ${some("allocations", id, dice, `${active} and provider_id is not null`)}`,
  shift: (id, dice) => sql`update allocations set
      during = tstzrange(lower(during) + interval '1 hour', upper(during) + interval '1 hour'),
      starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
    where organization_id = ${id} and id = ${some("allocations", id, dice, active)}`,
  prolong: (id, dice, now) => sql`update allocations
    set expires_at = ${now}::timestamptz + ${dice(9)} * interval '40.0005 seconds'
    where organization_id = ${id} and id = ${some("allocations", id, dice, `${active} and kind = 'hold'`)}`,
  block: (id, dice, now) => {
    const start = new Date(now.getTime() + dice(72) * 3_600_000);
    const end = new Date(start.getTime() + 3_600_000);
    return sql`insert into allocations (organization_id, id, kind, provider_id, starts_at, ends_at,
        during, created_at)
      values (${id}, gen_random_uuid(), 'block', ${some("providers", id, dice)}, ${start}, ${end},
        tstzrange(${start}, ${end}), ${now})`;
  },
  timeOff: (id, dice, now) => sql`insert into time_off (organization_id, id, provider_id,
      start_date, end_date)
    select ${id}, gen_random_uuid(), ${some("providers", id, dice)}, day, day
    from (select (${now}::timestamptz + ${dice(4)} * interval '1 day')::date as day) chosen`,
  backFromTimeOff: (id, dice) => sql`delete from time_off
    where organization_id = ${id} and id = ${some("time_off", id, dice)}`,
  hours: (id, dice) => sql`update working_hours set starts = ${`0${7 + dice(3)}:00`}
    where organization_id = ${id} and id = ${some("working_hours", id, dice, "kind = 'open'")}`,
  specialDay: (id, dice, now) => sql`insert into hour_overrides
      (organization_id, id, location_id, provider_id, date, intervals)
    select ${id}, gen_random_uuid(), ${some("locations", id, dice)}, null,
      (${now}::timestamptz + ${dice(4)} * interval '1 day')::date, '[]'
    on conflict do nothing`,
  usualDay: (id, dice) => sql`delete from hour_overrides
    where organization_id = ${id} and id = ${some("hour_overrides", id, dice)}`,
  service: (id, dice) => sql`update services set buffer_after_minutes = ${dice(3) * 10},
      name = name || '.', active = ${dice(8) > 0}
    where organization_id = ${id} and id = ${some("services", id, dice)}`,
  provider: (id, dice) => sql`update providers set active = ${dice(4) > 0}
    where organization_id = ${id} and id = ${some("providers", id, dice)}`,
  resource: (id, dice) => sql`update resources set active = ${dice(3) > 0}
    where organization_id = ${id} and id = ${some("resources", id, dice)}`,
  need: (id, dice) => sql`update service_resources set quantity = ${1 + dice(2)}
    where organization_id = ${id} and service_id = ${some("services", id, dice)}`,
  part: (
    id,
    dice,
  ) => sql`update service_parts set max_gap_minutes = min_gap_minutes + ${dice(4) * 15}
    where organization_id = ${id}`,
  giving: (id, dice) => sql`delete from provider_services where organization_id = ${id}
    and provider_id = ${some("providers", id, dice)} and service_id = ${some("services", id, dice)}`,
  given: (id, dice) => sql`insert into provider_services (organization_id, provider_id, service_id)
    select ${id}, ${some("providers", id, dice)}, ${some("services", id, dice)}
    on conflict do nothing`,
  policy: (id, dice) => sql`update organizations set policy = policy
      || jsonb_build_object('minNoticeMinutes', ${dice(5) * 30}::int,
        'maxAdvanceDays', ${2 + dice(4)}::int)
    where id = ${id}`,
};

/** Runs one of them; what the database itself forbids does not happen. */
export const writeByHand = async (
  { db, organization, clock }: World,
  dice: Dice,
): Promise<void> => {
  const statements = Object.values(handWritten);
  const statement = statements[dice(statements.length)];
  const query = statement?.(organization.id, dice, clock.now());
  await query?.execute(db).catch((error: unknown) => {
    const isForbidden = error instanceof Error && "code" in error && /^23/.test(String(error.code));
    if (!isForbidden) throw error;
  });
};
