import { type Kysely, sql } from "kysely";

/**
 * One counter for every provider and resource, and one for each organization's catalog and hours.
 * Triggers raise them in the transaction that writes, so that who remembers an answer together with
 * the counters it was read under knows whether it still holds.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table calendar_versions (
    organization_id uuid not null references organizations (id),
    holder_id uuid not null,
    version bigint not null,
    primary key (organization_id, holder_id)
  )`.execute(db);
  await sql`create function raise_calendar_versions() returns trigger language plpgsql as $$
    begin
      insert into calendar_versions
        select distinct organization_id, holder_id, 1 from changed order by holder_id
        on conflict (organization_id, holder_id)
          do update set version = calendar_versions.version + 1;
      return null;
    end $$`.execute(db);
  await sql`create trigger raise_versions_on_insert after insert on allocations
    referencing new table as changed
    for each statement execute function raise_calendar_versions()`.execute(db);
  await sql`create trigger raise_versions_on_update after update on allocations
    referencing new table as changed
    for each statement execute function raise_calendar_versions()`.execute(db);
  await catalog(db);
};

const tables = [
  ...["locations", "providers", "provider_services", "services", "service_parts", "resources"],
  ...["service_resources", "working_hours", "hour_overrides", "time_off", "travel_times"],
];

const catalog = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function raise_catalog_version() returns trigger language plpgsql as $$
    begin
      insert into calendar_versions
        select distinct organization_id, organization_id, 1 from changed
        on conflict (organization_id, holder_id)
          do update set version = calendar_versions.version + 1;
      return null;
    end $$`.execute(db);
  for (const table of tables) {
    for (const [event, rows] of [
      ["insert", "new"],
      ["update", "new"],
      ["delete", "old"],
    ] as const) {
      await sql`create trigger ${sql.raw(`raise_version_on_${event}`)}
        after ${sql.raw(event)} on ${sql.table(table)}
        referencing ${sql.raw(rows)} table as changed
        for each statement execute function raise_catalog_version()`.execute(db);
    }
  }
  await sql`create function raise_own_catalog_version() returns trigger language plpgsql as $$
    begin
      insert into calendar_versions values (new.id, new.id, 1)
        on conflict (organization_id, holder_id)
          do update set version = calendar_versions.version + 1;
      return null;
    end $$`.execute(db);
  await sql`create trigger raise_version_on_policy after update of policy, timezone on organizations
    for each row execute function raise_own_catalog_version()`.execute(db);
};
