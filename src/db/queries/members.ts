import type { Insertable, Selectable, Updateable } from "kysely";

import type { Language } from "#src/domain/facts.ts";
import type { Db, Tx } from "../connect.ts";
import type { MembersTable, PeopleTable } from "../tables/members.ts";

type MemberRow = Selectable<MembersTable>;

/** A member, and the person it is. */
export type Member = MemberRow & { readonly name: string; readonly email: string };

/** A member, and the organization it is in. */
type Membership = Member & {
  readonly organization_name: string;
  readonly slug: string;
  readonly locale: Language;
};

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
    .select([
      "organizations.name as organization_name",
      "organizations.slug",
      "organizations.locale",
    ])
    .where("members.person_id", "=", personId)
    .orderBy("members.created_at")
    .orderBy("members.organization_id")
    .execute();

export const findMemberOfPerson = (
  db: Db | Tx,
  organizationId: string,
  personId: string,
): Promise<(Member & { readonly language: Language | null }) | undefined> =>
  namedMembers(db)
    .select("people.language")
    .where("members.organization_id", "=", organizationId)
    .where("members.person_id", "=", personId)
    .executeTakeFirst();

export const findMember = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Member | undefined> =>
  namedMembers(db)
    .where("members.organization_id", "=", organizationId)
    .where("members.id", "=", id)
    .executeTakeFirst();

/** Members of an organization, the first joined first. */
export const listMembers = (
  db: Db,
  organizationId: string,
): Promise<(Member & { readonly two_factor_enabled: boolean | null })[]> =>
  namedMembers(db)
    .select("people.two_factor_enabled")
    .where("members.organization_id", "=", organizationId)
    .orderBy("members.created_at")
    .orderBy("members.id")
    .limit(1000)
    .execute();

/** Whoever changes members of the organization waits here for the one before. */
export const lockOrganization = async (tx: Tx, id: string): Promise<void> => {
  await tx.selectFrom("organizations").select("id").where("id", "=", id).forNoKeyUpdate().execute();
};

export const countOwners = async (tx: Tx, organizationId: string): Promise<number> => {
  const { owners } = await tx
    .selectFrom("members")
    .select(({ fn }) => fn.countAll<number>().as("owners"))
    .where("organization_id", "=", organizationId)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow();
  return owners;
};

export const updateMember = async (
  tx: Tx,
  { organization_id, id }: MemberRow,
  { role, providerId }: Pick<MemberRow, "role"> & { readonly providerId: string | null },
): Promise<void> => {
  await tx
    .updateTable("members")
    .set({ role, provider_id: providerId })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

export const deleteMember = async (tx: Tx, { organization_id, id }: MemberRow): Promise<void> => {
  await tx
    .deleteFrom("members")
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

/** What a person sets for themselves. */
export const updatePerson = async (
  db: Db,
  id: string,
  { now, ...change }: Updateable<Pick<PeopleTable, "name" | "language">> & { readonly now: Date },
): Promise<void> => {
  await db
    .updateTable("people")
    .set({ ...change, updated_at: now })
    .where("id", "=", id)
    .execute();
};

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

export const forgetSecondFactor = async (tx: Tx, personId: string): Promise<void> => {
  await tx.deleteFrom("two_factors").where("person_id", "=", personId).execute();
  await tx
    .updateTable("people")
    .set({ two_factor_enabled: false })
    .where("id", "=", personId)
    .execute();
};
