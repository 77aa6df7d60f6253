import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";

/** What a relay listens to. */
export const OUTBOX_TOPIC = "slotwise_outbox";

/** Work to be done after the transaction; `payload` is JSON and is parsed by whoever does it. */
interface OutboxEntry {
  readonly organizationId: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Queues work together with the rows that cause it: both are committed, or neither. */
export const addToOutbox = async (tx: Tx, entry: OutboxEntry, now: Date): Promise<void> => {
  await tx
    .insertInto("outbox")
    .values({
      organization_id: entry.organizationId,
      topic: entry.topic,
      payload: JSON.stringify(entry.payload),
      created_at: now,
    })
    .execute();
  // Heard at commit by the relays of every process.
  await sql`select pg_notify(${OUTBOX_TOPIC}, '')`.execute(tx);
};
