import { type Selectable, sql } from "kysely";

import type { DeliveryStatus } from "#src/domain/delivery-status.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Policy } from "#src/domain/policy.ts";
import type { Db, Tx } from "../connect.ts";
import type { DeliveriesTable } from "../tables/channels.ts";
import type { MessagesTable } from "../tables/conversations.ts";
import { isBehind, type Page } from "./page.ts";
import type { AccountKey } from "./parked-events.ts";

export type Delivery = Selectable<DeliveriesTable>;

export interface ConversationKey {
  readonly organizationId: string;
  readonly conversationId: string;
}

const unsent = ["queued", "sending"] as const;

/** What a chat is sent next: the first of its messages that has not left and is not held back. */
export const findNextDelivery = (
  db: Db,
  { organizationId, conversationId }: ConversationKey,
  now: Date,
): Promise<Delivery | undefined> =>
  db
    .selectFrom("deliveries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("status", "in", unsent)
    .where((eb) => eb.or([eb("held_until", "is", null), eb("held_until", "<=", now)]))
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();

/** When something last left for a chat; null when nothing has. */
export const lastSentAt = async (
  db: Db,
  { organizationId, conversationId }: ConversationKey,
): Promise<Date | null> => {
  const row = await db
    .selectFrom("deliveries")
    .select(({ fn }) => fn.max("updated_at").as("at"))
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("provider_ids", "<>", sql<string[]>`'{}'`)
    .executeTakeFirst();
  return row?.at ?? null;
};

/** Chats in which something should have left by then. */
export const listOverdueChats = (db: Db, by: Date): Promise<ConversationKey[]> =>
  db
    .selectFrom("deliveries")
    .select(["organization_id as organizationId", "conversation_id as conversationId"])
    .distinct()
    .where("status", "in", unsent)
    .where("next_at", "<=", by)
    .limit(1_000)
    .execute();

type Change = Partial<
  Pick<
    Delivery,
    "attempts" | "next_at" | "provider_ids" | "error_code" | "queued_at" | "held_until"
  >
> & { readonly status: DeliveryStatus };

/** Writes what became of a delivery; the database refuses a status that lies behind. */
export const changeDelivery = async (
  db: Db | Tx,
  { organization_id, id }: Pick<Delivery, "organization_id" | "id">,
  change: Change,
  now: Date,
): Promise<void> => {
  await db
    .updateTable("deliveries")
    .set({ ...change, updated_at: now })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

/** What is to be said and what decides whether it still may be. */
export interface Outgoing
  extends Pick<Selectable<MessagesTable>, "author" | "text" | "choices" | "purpose"> {
  /** It ends a turn, or comes right after words of the lead. */
  readonly isAnswer: boolean;
  readonly owner: "ai" | "waiting" | "human";
  /** The organization has let go of the account it would leave through. */
  readonly isDisconnected: boolean;
  readonly optedOut: boolean;
  readonly noReminders: boolean;
  readonly wantsOffers: boolean;
  /** The organization's. */
  readonly policy: Partial<Policy>;
  /** The lead's, else the organization's. */
  readonly zone: string;
  readonly leadWroteAt: Date | null;
  readonly language: Language;
  /** The organization's name. */
  readonly sender: string;
  /** The lead's last message, as its provider names it, and what it was about. */
  readonly answers: { readonly messageId: string | null; readonly subject: string | null };
}

/** Locks the conversation, so that a takeover comes before or after and not between. */
export const lockOutgoing = async (
  tx: Tx,
  { organization_id, message_id }: Pick<Delivery, "organization_id" | "message_id">,
): Promise<Outgoing> => {
  const { rows } = await sql<Outgoing>`
    select m.author, m.text, m.choices, m.purpose, c.owner, o.policy,
      a.status = 'disconnected' as "isDisconnected",
      coalesce(l.timezone, o.timezone) as zone, l.opted_out_at is not null as "optedOut",
      l.reminders_off_at is not null as "noReminders",
      l.marketing_since is not null as "wantsOffers",
      m.turn_id is not null or exists (select from messages b
        where b.organization_id = m.organization_id and b.conversation_id = m.conversation_id
          and b.seq = m.seq - 1 and b.author = 'lead') as "isAnswer",
      w.created_at as "leadWroteAt", c.language, o.name as sender,
      jsonb_build_object('messageId', i.provider_message_id,
        'subject', w.channel_data ->> 'subject') as answers
    from messages m
    join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
    join organizations o on o.id = c.organization_id
    join channel_accounts a on a.organization_id = c.organization_id
      and a.channel = c.channel and a.account = c.account
    join leads l on l.organization_id = c.organization_id and l.id = c.lead_id
    left join lateral (select * from messages w where w.organization_id = c.organization_id
      and w.conversation_id = c.id and w.author = 'lead' order by w.seq desc limit 1) w on true
    left join inbox i on i.organization_id = w.organization_id and i.message_id = w.id
    where m.organization_id = ${organization_id} and m.id = ${message_id}
    for no key update of c`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error(`message ${message_id} vanished`);
  return row;
};

/** Deliveries of an organization, the newest first; of one status when it is named. */
export const listDeliveries = (
  db: Db,
  organizationId: string,
  { limit, after, status }: Page & { readonly status: DeliveryStatus | undefined },
): Promise<Delivery[]> =>
  db
    .selectFrom("deliveries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? "dead"))
    .where(isBehind("deliveries", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

/** Locks one; undefined also for one of another organization. */
export const lockDelivery = (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<Delivery | undefined> =>
  tx
    .selectFrom("deliveries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

/** Locks the delivery of which this part has left. */
export const lockSent = (
  tx: Tx,
  { organizationId, channel, account }: AccountKey,
  providerId: string,
): Promise<Delivery | undefined> =>
  tx
    .selectFrom("deliveries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("channel", "=", channel)
    .where("account", "=", account)
    .where(sql<boolean>`provider_ids @> array[${providerId}::text]`)
    .forUpdate()
    .executeTakeFirst();

export interface Chat {
  readonly channel: string;
  readonly account: string;
  readonly address: string;
  /** The lead's last message, as its provider names it, and what it was about. */
  readonly answers: Outgoing["answers"];
}

/** Where a conversation is held. */
export const findChat = async (
  db: Db,
  { organizationId, conversationId }: ConversationKey,
): Promise<Chat | undefined> => {
  const { rows } = await sql<Chat>`
    select c.channel, c.account, p.address,
      jsonb_build_object('messageId', i.provider_message_id,
        'subject', w.channel_data ->> 'subject') as answers
    from conversations c
    join contact_points p on p.organization_id = c.organization_id and p.id = c.contact_point_id
    left join lateral (select * from messages w where w.organization_id = c.organization_id
      and w.conversation_id = c.id and w.author = 'lead' order by w.seq desc limit 1) w on true
    left join inbox i on i.organization_id = w.organization_id and i.message_id = w.id
    where c.organization_id = ${organizationId} and c.id = ${conversationId}`.execute(db);
  return rows[0];
};
