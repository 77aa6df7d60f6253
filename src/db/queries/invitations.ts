import type { Insertable, Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { InvitationsTable } from "../tables/members.ts";

export type Invitation = Selectable<InvitationsTable>;

export const insertInvitation = (tx: Tx, row: Insertable<InvitationsTable>): Promise<Invitation> =>
  tx.insertInto("invitations").values(row).returningAll().executeTakeFirstOrThrow();

/** The invitation whose link this is, while it can be accepted. */
export const findInvitation = (
  db: Db | Tx,
  tokenHash: string,
  now: Date,
): Promise<Invitation | undefined> =>
  db
    .selectFrom("invitations")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("status", "=", "pending")
    .where("expires_at", ">", now)
    .executeTakeFirst();

/** Those that wait, the newest first; who is invited once more has one. */
export const listInvitations = (db: Db, organizationId: string): Promise<Invitation[]> =>
  db
    .selectFrom("invitations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("status", "=", "pending")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(500)
    .execute();

/** Takes back what waits under this id or for this address; how many that were. */
export const cancelInvitations = async (
  db: Db | Tx,
  organizationId: string,
  which: { readonly id: string } | { readonly email: string },
): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable("invitations")
    .set({ status: "cancelled" })
    .where("organization_id", "=", organizationId)
    .where("status", "=", "pending")
    .where((eb) =>
      "id" in which ? eb("id", "=", which.id) : eb("email", "=", which.email.toLowerCase()),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
};

export const settleInvitation = async (
  tx: Tx,
  { organization_id, id }: Invitation,
  status: "accepted" | "cancelled",
): Promise<void> => {
  await tx
    .updateTable("invitations")
    .set({ status })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};
