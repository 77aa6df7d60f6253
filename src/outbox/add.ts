import type { Tx } from "#src/db/connect.ts";

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
};
