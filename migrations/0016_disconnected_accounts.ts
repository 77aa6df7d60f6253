import { type Kysely, sql } from "kysely";

/**
 * An account can be let go of: what was said and sent through it keeps pointing at its row. People know
 * it by what its provider calls it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table channel_accounts
    drop constraint channel_accounts_status_check,
    add check (status in ('active', 'revoked', 'disconnected')),
    add column name text`.execute(db);
};
