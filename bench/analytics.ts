import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { sql } from "kysely";

import { countAnew } from "#src/analytics/keep-analytics.ts";
import { readAnalytics } from "#src/analytics/read-analytics.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { connect, type Db } from "#src/db/connect.ts";
import { migrateToLatest } from "#src/db/migrate.ts";
import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { median } from "./database/median.ts";
import { quiet, withDatabase } from "./database/with-database.ts";
import type { BenchSection } from "./run.ts";

const bookings = Number(process.env["BENCH_BOOKINGS"] ?? 1_000_000);
const year = { from: parseLocalDate("2025-03-01"), to: parseLocalDate("2026-02-28") };
const now = new Date("2026-03-02T00:00:00Z");
const zone = "Asia/Ho_Chi_Minh";
const runs = 9;
/** Twenty half hours of 137 dentists. */
const perDay = 2_740;

const template = () => {
  const clinic = readTemplate(path.join(import.meta.dirname, "../templates/dental-clinic.yaml"));
  const [dentist] = clinic.providers;
  const [service] = clinic.services;
  if (!dentist || !service) throw new Error("the template is empty");
  const keys = Array.from({ length: 137 }, (_, index) => `dentist-${index}`);
  return {
    ...clinic,
    sops: [],
    providers: keys.map((key) => ({ ...dentist, key, name: key })),
    services: Array.from({ length: 30 }, (_, index) => ({
      ...{ ...service, key: `service-${index}`, name: `Service ${index}` },
      providers: keys,
    })),
  };
};

/**
 * A year of bookings with five events and two offered slots each, past the triggers. Appointments lie
 * three to nine days after their inquiry, from eight to eighteen o'clock, back to back.
 */
const store = async (db: Db, organizationId: string): Promise<void> => {
  const ours = sql`organization_id = ${organizationId}`;
  await sql`set session_replication_role = replica`.execute(db);
  await sql`create temporary table made as
    with things as (
      select (select array_agg(id) from services where ${ours}) as services,
        (select array_agg(id) from providers where ${ours}) as providers,
        (select array_agg(id) from locations where ${ours}) as locations
    )
    select gen_random_uuid() as id, gen_random_uuid() as lead_id, service_id, location_id, starts_at,
      providers[1 + n % ${perDay} / 20] as provider_id, state,
      starts_at - interval '1 day' * (3 + n % 7) as created_at
    from generate_series(0, ${bookings - 1}) n, things,
      lateral (select services[1 + n * 7 % cardinality(services)] as service_id,
        locations[1 + n / 11 % cardinality(locations)] as location_id,
        ('2025-03-01'::date + n / ${perDay})::timestamp at time zone ${zone}
          + interval '8 hours' + interval '30 minutes' * (n % 20) as starts_at,
        ('{COMPLETED,COMPLETED,COMPLETED,COMPLETED,COMPLETED,COMPLETED,NO_SHOW,CANCELLED,'
          || 'SLOT_CONFIRMED,ABANDONED}')::text[] as states) one,
      lateral (select one.states[1 + (n / 3) % 10] as state) ended`.execute(db);
  await sql`insert into bookings (organization_id, id, lead_id, service_id, provider_id, location_id,
      starts_at, ends_at, state, state_history, last_communication_at, created_at, updated_at)
    select ${organizationId}, id, lead_id, service_id, provider_id, location_id, starts_at,
      starts_at + interval '30 minutes', state,
      jsonb_build_array(
        jsonb_build_object('state', 'INQUIRY', 'at', created_at, 'by', 'lead'),
        jsonb_build_object('state', 'SERVICE_SELECTED', 'at', created_at, 'by', 'lead'),
        jsonb_build_object('state', 'SLOT_PROPOSED', 'at', created_at, 'by', 'lead'))
        || case when state = 'ABANDONED' then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
          'state', 'SLOT_CONFIRMED', 'at', created_at + interval '10 minutes', 'by', 'lead')) end
        || jsonb_build_array(jsonb_build_object('state', state, 'at', starts_at, 'by', 'sales')),
      created_at, created_at, created_at from made`.execute(db);
  await sql`insert into booking_events (organization_id, event_id, booking_id, timestamp, event_type,
      from_state, to_state, triggered_by, triggered_by_id, reason_code, data_snapshot,
      validation_passed, validation_checks)
    select ${organizationId}, gen_random_uuid(), id, at, 'state_change', from_state, to_state,
      'customer', 'lead', case when to_state = 'CANCELLED' then 'customer_ill' end,
      jsonb_build_object('service_id', service_id, 'location_id', location_id,
        'starts_at', starts_at), true, '[]'
    from made, lateral (values
      (created_at, 'INQUIRY', 'INQUIRY'),
      (created_at, 'INQUIRY', 'SERVICE_SELECTED'),
      (created_at, 'SERVICE_SELECTED', 'SLOT_PROPOSED'),
      (created_at + interval '10 minutes', 'SLOT_PROPOSED',
        case when state = 'ABANDONED' then 'ABANDONED' else 'SLOT_CONFIRMED' end),
      (starts_at, 'REMINDER_SENT', state)) moves (at, from_state, to_state)`.execute(db);
  await sql`insert into allocations (organization_id, id, kind, provider_id, location_id, service_id,
      booking_id, starts_at, ends_at, during, offered_at, expires_at, released_at, created_at)
    select ${organizationId}, gen_random_uuid(),
      case when nth = 1 and state <> 'ABANDONED' then 'booking' else 'hold' end, provider_id,
      location_id, service_id, id, starts_at, starts_at + interval '30 minutes',
      tstzrange(starts_at, starts_at + interval '30 minutes'), created_at,
      case when nth = 2 or state = 'ABANDONED' then created_at end,
      case when nth = 2 or state in ('ABANDONED', 'CANCELLED') then created_at end, created_at
    from made, generate_series(1, 2) nth`.execute(db);
  await sql`set session_replication_role = origin`.execute(db);
  await sql`vacuum analyze`.execute(db);
};

/**
 * Analytics of a year of a million bookings, and of a month in it. The floor is one count of the same
 * year in the table of bookings, which alone reads more than the answer does.
 */
export const run = (): Promise<BenchSection> =>
  withDatabase(async (url) => {
    const one = connect({ url, max: 1, log: quiet });
    await migrateToLatest(one, quiet);
    const organizationId = await loadTemplate(one, template(), { now });
    await store(one, organizationId);
    const db = connect({ url, max: 10, log: quiet });
    const counted = { organizationId, zone };
    const began = performance.now();
    await countAnew({ db, now: () => now }, counted);
    console.log("counted from nothing, s:", (performance.now() - began) / 1_000);
    await sql`vacuum analyze`.execute(one);
    const wanted = { ...counted, locationId: null, serviceId: null };
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let index = 0; index < runs; index += 1) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
      return median(times);
    };
    const floorMs = await timed(() =>
      sql`select count(*), min(state) from bookings where organization_id = ${organizationId}
        and created_at >= '2025-03-01'`.execute(db),
    );
    const month = { from: parseLocalDate("2025-11-01"), to: parseLocalDate("2025-11-30") };
    const rows = [];
    for (const [name, period, limit] of [
      ["a year of a million bookings", year, 1_000],
      ["a month of it", month, 300],
    ] as const) {
      const ms = await timed(() => readAnalytics(db, { ...wanted, period }, now));
      rows.push({ name, ms, floorMs, ratio: ms / floorMs, limit });
    }
    const day = await timed(async () => {
      await sql`insert into analytics_stale_days values (${organizationId}, '2025-11-11', '-infinity')`.execute(
        db,
      );
      await countAnew({ db, now: () => now }, counted);
    });
    rows.push({ name: "a day of 2,740 bookings counted anew", ms: day, floorMs: day, ratio: 1 });
    const { figures } = await readAnalytics(db, { ...wanted, period: year }, now);
    console.log(figures);
    await one.destroy();
    await db.destroy();
    return { section: "analytics", rows };
  });
