import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { MembersTable, SessionsTable } from "../tables/members.ts";

/** A place where somebody is signed in; the token stays where it is. */
export type PersonSession = Omit<Selectable<SessionsTable>, "token">;

/** Signs somebody out everywhere. */
export const endSessions = async (tx: Tx, personId: string): Promise<void> => {
  await tx.deleteFrom("sessions").where("person_id", "=", personId).execute();
};

/** Signs a member out of their organization; what they have open elsewhere stays. */
export const endSessionsIn = async (
  tx: Tx,
  { organization_id, person_id }: Pick<Selectable<MembersTable>, "organization_id" | "person_id">,
): Promise<void> => {
  await tx
    .deleteFrom("sessions")
    .where("person_id", "=", person_id)
    .where("active_organization_id", "=", organization_id)
    .execute();
};

/** Ends one session of a person; false when they have none with this id. */
export const endSession = async (db: Db, personId: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("sessions")
    .where("person_id", "=", personId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Where a person is signed in, the newest first. */
export const listSessions = (db: Db, personId: string): Promise<PersonSession[]> =>
  db
    .selectFrom("sessions")
    .select(["id", "person_id", "active_organization_id", "ip_address", "user_agent"])
    .select(["created_at", "updated_at", "expires_at"])
    .where("person_id", "=", personId)
    // Who signs people in goes by the system's clock, as the database does.
    .where("expires_at", ">", sql<Date>`now()`)
    .orderBy("created_at", "desc")
    .limit(100)
    .execute();
