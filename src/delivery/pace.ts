import { sql } from "kysely";

import type { Db } from "#src/db/connect.ts";

/** Failures of the provider in a row after which an account is left alone for a while. */
const failuresToOpen = 5;
/** How long it is left alone; then one message tries whether the provider is back. */
const openMs = 60_000;

interface AccountKey {
  readonly channel: string;
  readonly account: string;
}

/**
 * When the account's next message may leave, which is taken with the answer, so that any number of
 * processes keep its pace together; `closedUntil` while the circuit is open. Once that time is over
 * the first to ask tries, and the others wait another round.
 */
export const takePlaceInLine = async (
  db: Db,
  { channel, account }: AccountKey,
  { perSecond, now }: { readonly perSecond: number; readonly now: Date },
): Promise<{ readonly sendAt: Date } | { readonly closedUntil: Date }> => {
  const gap = sql`interval '1 second' / ${perSecond}::float8`;
  const { rows } = await sql<{ sendAt: Date }>`update channel_accounts set
      next_send_at = greatest(next_send_at, ${now}) + ${gap},
      paused_until = case when failures >= ${failuresToOpen}
        then ${now}::timestamptz + ${openMs} * interval '1 millisecond' end
    where channel = ${channel} and account = ${account}
      and (paused_until is null or paused_until <= ${now})
    returning next_send_at - ${gap} as "sendAt"`.execute(db);
  if (rows[0]) return rows[0];
  const { paused_until } = await db
    .selectFrom("channel_accounts")
    .select("paused_until")
    .where("channel", "=", channel)
    .where("account", "=", account)
    .executeTakeFirstOrThrow();
  return { closedUntil: paused_until ?? now };
};

/** The provider has answered: it is well. */
export const closeCircuit = async (db: Db, { channel, account }: AccountKey): Promise<void> => {
  await db
    .updateTable("channel_accounts")
    .set({ failures: 0, paused_until: null })
    .where("channel", "=", channel)
    .where("account", "=", account)
    .where("failures", ">", 0)
    .execute();
};

/** The provider itself failed; whether that has opened the circuit. */
export const countFailure = async (
  db: Db,
  { channel, account }: AccountKey,
  now: Date,
): Promise<boolean> => {
  const { failures } = await db
    .updateTable("channel_accounts")
    .set(({ eb }) => ({
      failures: eb("failures", "+", 1),
      paused_until: sql<Date | null>`case when failures >= ${failuresToOpen - 1}
        then ${now}::timestamptz + ${openMs} * interval '1 millisecond' end`,
    }))
    .where("channel", "=", channel)
    .where("account", "=", account)
    .returning("failures")
    .executeTakeFirstOrThrow();
  return failures >= failuresToOpen;
};

/** The provider refuses our credentials: nothing is sent until they are given anew. */
export const revokeAccount = async (db: Db, { channel, account }: AccountKey): Promise<void> => {
  await db
    .updateTable("channel_accounts")
    .set({ status: "revoked" })
    .where("channel", "=", channel)
    .where("account", "=", account)
    .where("status", "=", "active")
    .execute();
};
