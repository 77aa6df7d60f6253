import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { Pool } from "pg";

import { decodeResult, encodeResult } from "#src/booking/stored-result.ts";
import type { DatabaseLog } from "#src/db/database-log.ts";

/** Its tables are the library's own; nothing of ours refers to them. */
export const CHECKPOINT_SCHEMA = "langgraph";

/** One program at a time makes the tables. */
const SETUP_LOCK = 7_203_160_208;

/** Turns that wait for a person, as LangGraph stores them. */
export interface Checkpoints {
  readonly saver: BaseCheckpointSaver;
  /** Makes the tables, or brings them up to date; safe to call from many processes at once. */
  setUp(): Promise<void>;
  close(): Promise<void>;
}

/** JSON in which instants stay instants: the library's own would make them text. */
const serde: BaseCheckpointSaver["serde"] = {
  dumpsTyped: (value) => Promise.resolve(["json", Buffer.from(encode(value))]),
  loadsTyped: (_type, stored) =>
    Promise.resolve(decodeResult(JSON.parse(Buffer.from(stored).toString("utf8")))),
};

const encode = (value: unknown): string => (value === undefined ? "null" : encodeResult(value));

/**
 * Connections of its own, dialled when first needed: the library cannot join a transaction of ours,
 * and must not wait for a connection that a transaction of ours holds while it waits for the library.
 */
export const openCheckpoints = ({
  url,
  log,
}: {
  readonly url: string;
  readonly log: DatabaseLog;
}): Checkpoints => {
  const pool = new Pool({ connectionString: url, max: 4, idleTimeoutMillis: 10_000 });
  pool.on("error", (err) => log.warn({ err }, "an idle checkpoint connection was lost"));
  const saver = new PostgresSaver(pool, serde, { schema: CHECKPOINT_SCHEMA });
  return {
    saver,
    setUp: async () => {
      const lock = await pool.connect();
      try {
        await lock.query("select pg_advisory_lock($1)", [SETUP_LOCK]);
        await saver.setup();
      } finally {
        await lock.query("select pg_advisory_unlock($1)", [SETUP_LOCK]);
        lock.release();
      }
    },
    close: () => pool.end(),
  };
};
