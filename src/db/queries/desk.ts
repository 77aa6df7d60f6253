import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { CannedRepliesTable, ConversationNotesTable, LabelsTable } from "../tables/inbox.ts";

interface OfConversation {
  readonly organizationId: string;
  readonly conversationId: string;
}

/** Remembers how far a person has read; reading never goes back. */
export const markRead = async (
  db: Db,
  { organizationId, conversationId }: OfConversation,
  memberId: string,
  seq: number,
): Promise<void> => {
  await db
    .insertInto("conversation_reads")
    .values({
      organization_id: organizationId,
      conversation_id: conversationId,
      member_id: memberId,
      read_seq: seq,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "conversation_id", "member_id"])
        .doUpdateSet(({ fn, ref, val }) => ({
          read_seq: fn<number>("greatest", [ref("conversation_reads.read_seq"), val(seq)]),
        })),
    )
    .execute();
};

/** Null: nobody in particular looks after it. */
export const assignTo = async (
  db: Db,
  { organizationId, conversationId }: OfConversation,
  person: { readonly id: string; readonly name: string } | null,
): Promise<void> => {
  await db
    .updateTable("conversations")
    .set({ assignee_id: person?.id ?? null, assignee_name: person?.name ?? null })
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .execute();
};

export type Label = Selectable<LabelsTable>;

export const listLabels = (db: Db | Tx, organizationId: string): Promise<Label[]> =>
  db
    .selectFrom("labels")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("name")
    .limit(200)
    .execute();

/** The label of this name; it is made where there is none. */
export const addLabel = async (db: Db, label: Label): Promise<Label> => {
  await db
    .insertInto("labels")
    .values(label)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db
    .selectFrom("labels")
    .selectAll()
    .where("organization_id", "=", label.organization_id)
    .where(({ eb, fn, val }) =>
      eb(fn<string>("lower", ["name"]), "=", fn<string>("lower", [val(label.name)])),
    )
    .executeTakeFirstOrThrow();
};

/** Takes it off every conversation, too. */
export const removeLabel = async (db: Db, organizationId: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("labels")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Exactly these labels from now on; ids the organization has no label for are left out. */
export const setLabels = (
  db: Db,
  { organizationId, conversationId }: OfConversation,
  ids: readonly string[],
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom("conversation_labels")
      .where("organization_id", "=", organizationId)
      .where("conversation_id", "=", conversationId)
      .$if(ids.length > 0, (query) => query.where("label_id", "not in", [...ids]))
      .execute();
    const known = (await listLabels(tx, organizationId)).filter(({ id }) => ids.includes(id));
    if (known.length === 0) return;
    await tx
      .insertInto("conversation_labels")
      .values(
        known.map(({ id }) => ({
          organization_id: organizationId,
          conversation_id: conversationId,
          label_id: id,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });

export type Note = Selectable<ConversationNotesTable>;

export const addNote = (db: Db, note: Note): Promise<Note> =>
  db.insertInto("conversation_notes").values(note).returningAll().executeTakeFirstOrThrow();

/** The oldest first, the last 200. */
export const listNotes = async (
  db: Db,
  { organizationId, conversationId }: OfConversation,
): Promise<Note[]> => {
  const latest = await db
    .selectFrom("conversation_notes")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .orderBy("created_at", "desc")
    .limit(200)
    .execute();
  return latest.toReversed();
};

export type CannedReply = Selectable<CannedRepliesTable>;

export const listCannedReplies = (db: Db, organizationId: string): Promise<CannedReply[]> =>
  db
    .selectFrom("canned_replies")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("shortcut")
    .orderBy("language")
    .limit(500)
    .execute();

/** A reply of the same shortcut and language has these words from now on. */
export const saveCannedReply = (db: Db, reply: CannedReply): Promise<CannedReply> =>
  db
    .insertInto("canned_replies")
    .values(reply)
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "shortcut", "language"])
        .doUpdateSet({ text: reply.text }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

export const removeCannedReply = async (
  db: Db,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("canned_replies")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** How people have decided about what the agent suggested for one intent, lately. */
export interface IntentRecord {
  readonly decided: number;
  /** Sent as they were. */
  readonly unchanged: number;
}

export const countDecisions = async (
  db: Db,
  organizationId: string,
  intent: string,
  since: Date,
): Promise<IntentRecord> =>
  db
    .selectFrom("suggestions")
    .select(({ fn }) => [
      fn.countAll<number>().as("decided"),
      fn.countAll<number>().filterWhere("status", "=", "approved").as("unchanged"),
    ])
    .where("organization_id", "=", organizationId)
    .where("intent", "=", intent)
    .where("status", "in", ["approved", "edited", "rejected"])
    .where("decided_at", ">=", since)
    .executeTakeFirstOrThrow();
