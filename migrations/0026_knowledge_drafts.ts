import { type Kysely, sql } from "kysely";

/** Answers that wait for somebody to look at them before anybody is told. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table knowledge add column active boolean not null default true`.execute(db);
};
