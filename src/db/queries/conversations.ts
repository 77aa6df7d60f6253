import type { Selectable } from "kysely";

import type { ApprovalMode } from "#src/domain/approval.ts";
import type { Db } from "../connect.ts";
import type { ConversationsTable } from "../tables/conversations.ts";
import { isBehind, type Page } from "./page.ts";

export type ConversationRow = Selectable<ConversationsTable> & {
  readonly lead_name: string | null;
};

const namedConversations = (db: Db, organizationId: string) =>
  db
    .selectFrom("conversations as talk")
    .innerJoin("leads", (join) =>
      join
        .onRef("leads.organization_id", "=", "talk.organization_id")
        .onRef("leads.id", "=", "talk.lead_id"),
    )
    .innerJoin("contact_points as contact", (join) =>
      join
        .onRef("contact.organization_id", "=", "talk.organization_id")
        .onRef("contact.id", "=", "talk.contact_point_id"),
    )
    .selectAll("talk")
    .select(({ fn }) => fn.coalesce("leads.name", "contact.display_name").as("lead_name"))
    .where("talk.organization_id", "=", organizationId);

/** Conversations of an organization, the newest first. */
export const listConversations = (
  db: Db,
  organizationId: string,
  { limit, after }: Page,
): Promise<ConversationRow[]> =>
  namedConversations(db, organizationId)
    .where(isBehind("talk", after))
    .orderBy("talk.created_at", "desc")
    .orderBy("talk.id")
    .limit(limit)
    .execute();

/** Undefined where the organization has no such conversation. */
export const setApprovalMode = async (
  db: Db,
  organizationId: string,
  id: string,
  mode: ApprovalMode | null,
): Promise<ConversationRow | undefined> => {
  await db
    .updateTable("conversations")
    .set({ approval_mode: mode })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  return findNamedConversation(db, organizationId, id);
};

/** Undefined where the organization has no such conversation. */
export const findNamedConversation = (
  db: Db,
  organizationId: string,
  id: string,
): Promise<ConversationRow | undefined> =>
  namedConversations(db, organizationId).where("talk.id", "=", id).executeTakeFirst();

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
