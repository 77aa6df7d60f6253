import { type Kysely, sql } from "kysely";

/**
 * What a house asks and what it is called belong to its catalog: a write to them raises its version,
 * so that a process may remember what it told its agent.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const [event, rows] of [
    ["insert", "new"],
    ["update", "new"],
    ["delete", "old"],
  ] as const) {
    await sql`create trigger ${sql.raw(`raise_version_on_${event}`)}
      after ${sql.raw(event)} on sop_questions
      referencing ${sql.raw(rows)} table as changed
      for each statement execute function raise_catalog_version()`.execute(db);
  }
  await sql`drop trigger raise_version_on_policy on organizations`.execute(db);
  await sql`create trigger raise_version_on_update after update on organizations
    for each row execute function raise_own_catalog_version()`.execute(db);
};
