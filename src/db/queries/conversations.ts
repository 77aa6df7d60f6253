import type { Selectable } from "kysely";

import type { Db } from "../connect.ts";
import type { ConversationsTable } from "../tables/conversations.ts";
import { isBehind, type Page } from "./page.ts";

export type ConversationRow = Selectable<ConversationsTable> & {
  readonly lead_name: string | null;
};

/** Conversations of an organization, the newest first. */
export const listConversations = (
  db: Db,
  organizationId: string,
  { limit, after }: Page,
): Promise<ConversationRow[]> =>
  db
    .selectFrom("conversations as talk")
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "talk.organization_id")
        .onRef("leads.id", "=", "talk.lead_id"),
    )
    .selectAll("talk")
    .select("leads.name as lead_name")
    .where("talk.organization_id", "=", organizationId)
    .where(isBehind("talk", after))
    .orderBy("talk.created_at", "desc")
    .orderBy("talk.id")
    .limit(limit)
    .execute();

/** False also for a conversation of another organization. */
export const hasConversation = async (
  db: Db,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom("conversations")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
};
