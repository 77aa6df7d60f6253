import type { QueryCreator } from "kysely";

import type { Database } from "#src/db/schema.ts";

/** The topic of work that sends what waits in a conversation. */
export const DELIVER = "deliver";

interface Queued {
  readonly messageId: string;
  readonly seq: number;
  /** It has reached the lead already. */
  readonly isSent: boolean;
  readonly now: Date;
}

/**
 * An insert that queues a message for sending where the conversation came through a connected
 * account; elsewhere, as in web chat, which is read and not sent to, it inserts nothing.
 */
export const deliveryOf = (
  query: QueryCreator<Database>,
  {
    organizationId,
    conversationId,
  }: { readonly organizationId: string; readonly conversationId: string },
  { messageId, seq, isSent, now }: Queued,
) =>
  query
    .insertInto("deliveries")
    .columns([
      ...(["organization_id", "conversation_id", "channel", "account", "address"] as const),
      ...(["message_id", "seq", "next_at", "queued_at", "created_at", "updated_at"] as const),
    ])
    .expression((select) =>
      select
        .selectFrom("conversations as c")
        .innerJoin("contact_points as p", (join) =>
          join
            .onRef("p.organization_id", "=", "c.organization_id")
            .onRef("p.id", "=", "c.contact_point_id"),
        )
        .innerJoin("channel_accounts as a", (join) =>
          join
            .onRef("a.organization_id", "=", "c.organization_id")
            .onRef("a.channel", "=", "c.channel")
            .onRef("a.account", "=", "c.account"),
        )
        .select(["c.organization_id", "c.id", "c.channel", "c.account", "p.address"])
        .select(({ val }) => [
          val(messageId).as("message_id"),
          val(seq).as("seq"),
          val(now).as("next_at"),
          val(now).as("queued_at"),
          val(now).as("created_at"),
          val(now).as("updated_at"),
        ])
        .where(({ eb, val }) => eb.and([eb("a.delivers", "=", true), eb(val(isSent), "=", false)]))
        .where("c.organization_id", "=", organizationId)
        .where("c.id", "=", conversationId),
    )
    .returning("id");
