import { type Compilable, type RawBuilder, sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";

/** What a relay listens to. */
export const OUTBOX_TOPIC = "slotwise_outbox";

/** Work to be done after the transaction; `payload` is JSON and is parsed by whoever does it. */
interface OutboxEntry {
  readonly organizationId: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What shares the round trip: an insert, and a notice to whoever listens. */
interface Beside {
  readonly inserted?: Compilable;
  readonly announced?: RawBuilder<unknown>;
}

/** Queues work together with the rows that cause it: both are committed, or neither. */
export const addToOutbox = async (
  tx: Tx,
  entry: OutboxEntry,
  now: Date,
  { inserted, announced }: Beside = {},
): Promise<void> => {
  const { organizationId, topic, payload } = entry;
  // Heard at commit by the relays of every process.
  await sql`with ${inserted ? sql`beside as (${inserted}),` : sql``} added as (
      insert into outbox (organization_id, topic, payload, created_at)
      values (${organizationId}, ${topic}, ${JSON.stringify(payload)}, ${now}) returning id
    ) select pg_notify(${OUTBOX_TOPIC}, '')${announced ? sql`, ${announced}` : sql``} from added`.execute(
    tx,
  );
};
