import { Kysely, PostgresDialect, type Transaction } from "kysely";
import { Pool } from "pg";

import { columnTypes } from "./column-types.ts";
import type { DatabaseLog } from "./database-log.ts";
import { PreparedClient } from "./prepared-client.ts";
import type { Database } from "./schema.ts";

/** A pool of connections: every query may run on another one. */
export type Db = Kysely<Database>;

/** One transaction on one connection. Code that must be atomic takes this, never `Db`. */
export type Tx = Transaction<Database>;

interface ConnectionOptions {
  /** `postgresql://…`; a percent-encoded host is the directory of a unix socket. */
  readonly url: string;
  /** Most connections open at once. */
  readonly max: number;
  readonly log: DatabaseLog;
  /** Milliseconds after which the server gives up a statement; no limit without it. */
  readonly statementTimeoutMs?: number;
}

/**
 * Opens a pool lazily: nothing is dialled before the first query, so a wrong url shows there.
 * Sessions run in UTC. Losing an idle connection is logged and the pool dials again; losing one
 * in use rejects its query. `db.destroy()` closes the pool.
 */
export const connect = ({ url, max, log, statementTimeoutMs }: ConnectionOptions): Db => {
  const pool = new Pool({
    connectionString: url,
    Client: PreparedClient,
    max,
    types: columnTypes,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    // A statement rather than a startup option, which poolers such as PgBouncer refuse.
    onConnect: async (client) => {
      await client.query("SET timezone TO 'UTC'");
    },
  });
  // The error itself holds the whole client, its statements and options.
  pool.on("error", ({ message }) =>
    log.warn({ reason: message }, "an idle database connection was lost"),
  );
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
};
