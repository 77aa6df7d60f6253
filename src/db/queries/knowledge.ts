import type { Insertable, Selectable, Updateable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { KnowledgeTable } from "../tables/catalog.ts";

export type KnowledgeRow = Selectable<KnowledgeTable>;

/** Drafts too, in the organization's order. */
export const listKnowledge = (db: Db | Tx, organizationId: string): Promise<KnowledgeRow[]> =>
  db
    .selectFrom("knowledge")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("position")
    .orderBy("id")
    .execute();

export const findKnowledge = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<KnowledgeRow | undefined> =>
  db
    .selectFrom("knowledge")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

export const insertKnowledge = async (tx: Tx, row: Insertable<KnowledgeTable>): Promise<void> => {
  await tx.insertInto("knowledge").values(row).execute();
};

export const updateKnowledge = async (
  tx: Tx,
  { organization_id, id }: Pick<KnowledgeRow, "organization_id" | "id">,
  change: Updateable<KnowledgeTable>,
): Promise<void> => {
  await tx
    .updateTable("knowledge")
    .set(change)
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

/** False when there is none. */
export const deleteKnowledge = async (
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const gone = await tx
    .deleteFrom("knowledge")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
};
