import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { ConversationsTable, MessagesTable, TurnsTable } from "../tables/conversations.ts";

export type Conversation = Selectable<ConversationsTable>;
export type Turn = Selectable<TurnsTable>;

export const findConversation = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Conversation | undefined> =>
  db
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/** Locks the conversation: what is decided about its owner and its next message is decided alone. */
export const lockConversation = (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<Conversation> =>
  tx
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();

export type Unanswered = Pick<
  Selectable<MessagesTable>,
  "id" | "seq" | "text" | "choice_id" | "channel_data" | "created_at"
>;

/** Messages of the lead that no reply has answered, in order. */
export const listUnanswered = (
  db: Db | Tx,
  conversation: Pick<Conversation, "organization_id" | "id" | "answered_seq">,
): Promise<Unanswered[]> =>
  db
    .selectFrom("messages")
    .select(["id", "seq", "text", "choice_id", "channel_data", "created_at"])
    .where("organization_id", "=", conversation.organization_id)
    .where("conversation_id", "=", conversation.id)
    .where("author", "=", "lead")
    .where("seq", ">", conversation.answered_seq)
    .orderBy("seq")
    .execute();

export const hasLeadMessageAfter = async (
  db: Db | Tx,
  conversation: Pick<Conversation, "organization_id" | "id">,
  seq: number,
): Promise<boolean> =>
  (await db
    .selectFrom("messages")
    .select("id")
    .where("organization_id", "=", conversation.organization_id)
    .where("conversation_id", "=", conversation.id)
    .where("author", "=", "lead")
    .where("seq", ">", seq)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** The last messages before one, oldest first. */
export const listBefore = async (
  db: Db | Tx,
  conversation: Pick<Conversation, "organization_id" | "id">,
  beforeSeq: number,
  limit: number,
) => {
  const rows = await db
    .selectFrom("messages")
    .select(["author", "text"])
    .where("organization_id", "=", conversation.organization_id)
    .where("conversation_id", "=", conversation.id)
    .where("seq", "<", beforeSeq)
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.toReversed();
};

/** The turn that was running when its process died, if any. */
export const findRunningTurn = (
  db: Db | Tx,
  organizationId: string,
  conversationId: string,
): Promise<Turn | undefined> =>
  db
    .selectFrom("turns")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .where("status", "=", "running")
    .executeTakeFirst();

/** Conversations of any organization in which the lead waits for the agent. */
export const listWaitingConversations = (
  db: Db,
): Promise<{ organization_id: string; id: string }[]> =>
  db
    .selectFrom("conversations")
    .select(["organization_id", "id"])
    .whereRef("last_seq", ">", "answered_seq")
    .where("owner", "=", "ai")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("suggestions")
            .select("suggestions.id")
            .whereRef("suggestions.organization_id", "=", "conversations.organization_id")
            .whereRef("suggestions.conversation_id", "=", "conversations.id")
            .where("suggestions.status", "=", "pending"),
        ),
      ),
    )
    .execute();
