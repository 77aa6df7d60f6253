import { type Kysely, sql } from "kysely";

/**
 * Time that is deleted, and time that moves from one provider or resource to another, changes the
 * calendar it leaves as well as the one it comes to. A database that was made by version 45f7e9b
 * has all this from its 0007.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<{ known: boolean }>`select
    to_regproc('raise_calendar_versions_of_both') is not null as known`.execute(db);
  if (rows[0]?.known) return;
  await sql`create function raise_calendar_versions_of_both() returns trigger
    language plpgsql as $$
    begin
      insert into calendar_versions
        select organization_id, holder_id, 1 from before
        union select organization_id, holder_id, 1 from changed order by holder_id
        on conflict (organization_id, holder_id)
          do update set version = calendar_versions.version + 1;
      return null;
    end $$`.execute(db);
  await sql`drop trigger raise_versions_on_update on allocations`.execute(db);
  await sql`create trigger raise_versions_on_update after update on allocations
    referencing old table as before new table as changed
    for each statement execute function raise_calendar_versions_of_both()`.execute(db);
  await sql`create trigger raise_versions_on_delete after delete on allocations
    referencing old table as changed
    for each statement execute function raise_calendar_versions()`.execute(db);
};
