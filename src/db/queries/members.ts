import type { Insertable, Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { MembersTable, PeopleTable } from "../tables/members.ts";

type MemberRow = Selectable<MembersTable>;

/** A member, and the person it is. */
export type Member = MemberRow & { readonly name: string; readonly email: string };

/** A member, and the organization it is in. */
type Membership = Member & { readonly organization_name: string; readonly slug: string };

/** Every query of members starts here. */
const namedMembers = (db: Db | Tx) =>
  db
    .selectFrom("members")
    .innerJoin("people", "people.id", "members.person_id")
    .selectAll("members")
    .select(["people.name", "people.email"]);

/** The organizations somebody is a member of, the first joined first. */
export const listMemberships = (db: Db | Tx, personId: string): Promise<Membership[]> =>
  namedMembers(db)
    .innerJoin("organizations", "organizations.id", "members.organization_id")
    .select(["organizations.name as organization_name", "organizations.slug"])
    .where("members.person_id", "=", personId)
    .orderBy("members.created_at")
    .orderBy("members.organization_id")
    .execute();

export const findMemberOfPerson = (
  db: Db | Tx,
  organizationId: string,
  personId: string,
): Promise<(Member & { readonly language: "vi" | "en" | null }) | undefined> =>
  namedMembers(db)
    .select("people.language")
    .where("members.organization_id", "=", organizationId)
    .where("members.person_id", "=", personId)
    .executeTakeFirst();

export const findPerson = (db: Db | Tx, id: string): Promise<Selectable<PeopleTable> | undefined> =>
  db.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirst();

export const findPersonByEmail = (
  db: Db | Tx,
  email: string,
): Promise<Selectable<PeopleTable> | undefined> =>
  db.selectFrom("people").selectAll().where("email", "=", email.toLowerCase()).executeTakeFirst();

/** Somebody who signs in with a password. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** In the form in which passwords are stored. */
  readonly passwordHash: string;
  readonly credentialId: string;
  readonly now: Date;
}

export const insertPerson = async (
  tx: Tx,
  { id, name, email, passwordHash, credentialId, now }: NewPerson,
): Promise<void> => {
  const dates = { created_at: now, updated_at: now };
  await tx
    .insertInto("people")
    .values({ id, name, email: email.toLowerCase(), ...dates })
    .execute();
  await tx
    .insertInto("credentials")
    .values({
      ...{ id: credentialId, person_id: id, password: passwordHash },
      ...{ account_id: id, provider_id: "credential", ...dates },
    })
    .execute();
};

export const insertMember = async (tx: Tx, row: Insertable<MembersTable>): Promise<void> => {
  await tx.insertInto("members").values(row).execute();
};

/**
 * Organizations without an owner, locked, so that who looks meanwhile waits and sees what became of
 * them. The locks come first: what is read with them may be from before the wait.
 */
export const lockOwnerless = async (tx: Tx): Promise<string[]> => {
  await tx.selectFrom("organizations").select("id").orderBy("id").forNoKeyUpdate().execute();
  const rows = await tx
    .selectFrom("organizations")
    .select("id")
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom("members")
            .select("members.id")
            .whereRef("members.organization_id", "=", "organizations.id")
            .where("members.role", "=", "owner"),
        ),
      ),
    )
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
};

export const setPassword = async (
  tx: Tx,
  personId: string,
  { passwordHash, now }: { readonly passwordHash: string; readonly now: Date },
): Promise<void> => {
  await tx
    .updateTable("credentials")
    .set({ password: passwordHash, updated_at: now })
    .where("person_id", "=", personId)
    .where("provider_id", "=", "credential")
    .execute();
};

/** Signs somebody out everywhere. */
export const endSessions = async (tx: Tx, personId: string): Promise<void> => {
  await tx.deleteFrom("sessions").where("person_id", "=", personId).execute();
};

export const forgetSecondFactor = async (tx: Tx, personId: string): Promise<void> => {
  await tx.deleteFrom("two_factors").where("person_id", "=", personId).execute();
  await tx
    .updateTable("people")
    .set({ two_factor_enabled: false })
    .where("id", "=", personId)
    .execute();
};
