import * as path from "node:path";
import { sql } from "kysely";

import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import type { Db } from "#src/db/connect.ts";

const root = path.join(import.meta.dirname, "../..");

/** A Monday, before the clinic opens. */
export const now = new Date("2026-03-02T07:00:00+07:00");
export const dentists = 20;
export const services = 30;

const templateOf = (name: string) => readTemplate(path.join(root, `templates/${name}.yaml`));

/** Twenty dentists who all give thirty services. */
const clinic = () => {
  const template = templateOf("dental-clinic");
  const [service] = template.services;
  const [dentist] = template.providers;
  if (!service || !dentist) throw new Error("the template is empty");
  const keys = Array.from({ length: dentists }, (_, index) => `dentist-${index}`);
  const named = (index: number) => ({ key: `service-${index}`, name: `Service ${index}` });
  return {
    ...template,
    // They ask about services of the file it stands for.
    sops: [],
    providers: keys.map((key) => ({ ...dentist, key, name: key })),
    services: Array.from({ length: services }, (_, index) => ({
      ...service,
      ...named(index),
      ...{ providers: keys, sop: [] },
    })),
  };
};

export interface Organizations {
  /** The clinic that is asked. */
  readonly clinic: string;
  /** One that sells packages. */
  readonly salon: string;
}

export const loadOrganizations = async (db: Db): Promise<Organizations> => ({
  clinic: await loadTemplate(db, clinic(), { now }),
  salon: await loadTemplate(db, templateOf("hair-salon"), { now }),
});

/** Half-hour bookings of these holders, so many a day, on days counted from that of `now`. */
interface Bookings {
  readonly perDay: number;
  readonly fromDay: number;
  readonly days: number;
  /** Instead of the dentists: so many strangers, of an organization that is not asked. */
  readonly strangers?: number;
}

/**
 * Stores bookings as rows of `allocations`, past the triggers, which the reading of them never
 * meets; the constraint and every index are kept up row by row.
 */
export const storeBookings = async (
  db: Db,
  organizationId: string,
  { perDay, fromDay, days, strangers }: Bookings,
): Promise<void> => {
  const holders =
    strangers === undefined
      ? sql`select id, organization_id from providers where organization_id = ${organizationId}`
      : sql`select gen_random_uuid() as id, stranger.organization_id
          from generate_series(1, ${strangers}), (select gen_random_uuid() as organization_id) stranger`;
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into allocations (organization_id, id, kind, provider_id, service_id,
        booking_id, starts_at, ends_at, during, created_at)
      select organization_id, gen_random_uuid(), 'booking', id, gen_random_uuid(),
        gen_random_uuid(), start, start + interval '30 minutes',
        tstzrange(start, start + interval '30 minutes'), ${now}
      from generate_series(0, ${days - 1}) day, (${holders}) holder,
        generate_series(0, ${perDay - 1}) nth,
        lateral (select ${now}::timestamptz + interval '1 hour'
          + (${fromDay} + day) * interval '1 day' + nth * interval '30 minutes' as start) at
    `.execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });
};

/**
 * A thousand bookings around the week that is asked about, the same in every size; the rest are the
 * dentists' years before, and what other organizations' people have in those same weeks.
 */
export const fillTo = async (db: Db, clinicId: string, size: number): Promise<void> => {
  await storeBookings(db, clinicId, { perDay: 1, fromDay: -10, days: 50 });
  const half = (size - 1_000) / 2;
  if (half > 0) {
    const perDay = 16;
    const days = Math.ceil(half / dentists / perDay);
    await storeBookings(db, clinicId, { perDay, fromDay: -10 - days, days });
    const strangers = Math.ceil(half / perDay / 50);
    await storeBookings(db, clinicId, { perDay, fromDay: -10, days: 50, strangers });
  }
  await sql`vacuum analyze`.execute(db);
};
