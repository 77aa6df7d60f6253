import { sql } from "kysely";

import type { Db, Tx } from "../connect.ts";

/** The account of a channel an event came to. */
export interface AccountKey {
  readonly organizationId: string;
  readonly channel: string;
  readonly account: string;
}

export interface ParkedEvent extends AccountKey {
  readonly id: number;
  readonly event: Record<string, unknown>;
  readonly arrivedAt: Date;
}

/** Keeps an event about a message we do not know, until we do. */
export const parkEvent = async (
  tx: Tx,
  { organizationId, channel, account }: AccountKey,
  { about, event, now }: { readonly about: string; readonly event: object; readonly now: Date },
): Promise<void> => {
  await tx
    .insertInto("parked_events")
    .values({
      ...{ organization_id: organizationId, channel, account },
      ...{ provider_message_id: about, event: JSON.stringify(event), arrived_at: now },
    })
    .execute();
};

const columns = [
  ...(["organization_id as organizationId", "channel", "account", "id", "event"] as const),
  ...(["arrived_at as arrivedAt"] as const),
] as const;

/** What is parked about a message, in the order it came. */
export const listParkedAbout = (
  db: Db,
  { organizationId, channel, account }: AccountKey,
  about: string,
): Promise<ParkedEvent[]> =>
  db
    .selectFrom("parked_events")
    .select(columns)
    .where("organization_id", "=", organizationId)
    .where("channel", "=", channel)
    .where("account", "=", account)
    .where("provider_message_id", "=", about)
    .orderBy("id")
    .execute();

/**
 * The oldest of what can be done something about, in any account: its message is known by now, or
 * it has waited for long enough.
 */
export const listRipe = (
  db: Db,
  { editsUntil, allUntil }: { readonly editsUntil: Date; readonly allUntil: Date },
): Promise<ParkedEvent[]> =>
  db
    .selectFrom("parked_events")
    .select(columns)
    .where((eb) =>
      eb.or([
        eb("arrived_at", "<=", allUntil),
        eb.and([eb("arrived_at", "<=", editsUntil), eb(sql`event ->> 'kind'`, "=", "edit")]),
        eb.exists(
          eb
            .selectFrom("inbox")
            .whereRef("inbox.organization_id", "=", "parked_events.organization_id")
            .whereRef("inbox.channel", "=", "parked_events.channel")
            .whereRef("inbox.account", "=", "parked_events.account")
            .whereRef("inbox.provider_message_id", "=", "parked_events.provider_message_id"),
        ),
        eb.exists(
          eb
            .selectFrom("deliveries")
            .whereRef("deliveries.organization_id", "=", "parked_events.organization_id")
            .whereRef("deliveries.channel", "=", "parked_events.channel")
            .whereRef("deliveries.account", "=", "parked_events.account")
            .where("deliveries.status", "<>", "sending")
            .where(
              sql<boolean>`deliveries.provider_ids @> array[parked_events.provider_message_id]`,
            ),
        ),
      ]),
    )
    .orderBy("id")
    .limit(1_000)
    .execute();

/** False when somebody else has taken it meanwhile. */
export const takeParked = async (
  tx: Tx,
  { organizationId, id }: Pick<ParkedEvent, "organizationId" | "id">,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom("parked_events")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Whether a message of the lead has this name at its provider. */
export const hasReceived = async (
  db: Db | Tx,
  { organizationId, channel, account }: AccountKey,
  providerMessageId: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom("inbox")
    .select("message_id")
    .where("organization_id", "=", organizationId)
    .where("channel", "=", channel)
    .where("account", "=", account)
    .where("provider_message_id", "=", providerMessageId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

export interface NamedMessage {
  readonly conversationId: string;
  readonly seq: number;
}

/**
 * Puts what the lead shows on a message, theirs or ours, in place of what they showed before; empty
 * takes it back. Undefined when no message has this name.
 */
export const setReaction = async (
  tx: Tx,
  { organizationId, channel, account }: AccountKey,
  { of, emoji }: { readonly of: string; readonly emoji: string },
): Promise<NamedMessage | undefined> => {
  const shown = JSON.stringify(emoji === "" ? {} : { lead: emoji });
  const { rows } = await sql<NamedMessage>`update messages
      set reactions = (reactions - 'lead') || ${shown}::jsonb
    where organization_id = ${organizationId} and id in (
      select message_id from inbox where organization_id = ${organizationId}
        and channel = ${channel} and account = ${account} and provider_message_id = ${of}
      union all select message_id from deliveries where organization_id = ${organizationId}
        and channel = ${channel} and account = ${account} and provider_ids @> array[${of}::text])
    returning conversation_id as "conversationId", seq`.execute(tx);
  return rows[0];
};
