import { hashPassword } from "better-auth/crypto";

import type { Db, Tx } from "#src/db/connect.ts";
import { insertOrganization } from "#src/db/queries/catalog.ts";
import {
  findPersonByEmail,
  insertMember,
  insertPerson,
  lockOwnerless,
} from "#src/db/queries/members.ts";
import type { Language } from "#src/domain/facts.ts";

interface OwnerDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
}

/** Whom to tell somebody about, once. */
export interface OwnerMade {
  readonly email: string;
  /** Null: the person was there already and signs in as before. */
  readonly password: string | null;
}

const passwordBytes = 15;

/** A password nobody chose: 120 bits, 20 characters. */
export const makePassword = (random: OwnerDeps["random"]): string =>
  random(passwordBytes).toString("base64url");

/**
 * Gives every organization that has no owner one, the same person for all; null when each has one.
 * Of processes that start together one does it, the others wait and find it done. The password is
 * stored as its hash alone, so whoever gets it here must tell it.
 */
export const makeFirstOwner = async (
  { db, now, newId, random }: OwnerDeps,
  email: string,
): Promise<OwnerMade | null> => {
  const password = makePassword(random);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const ownerless = await lockOwnerless(tx);
    if (ownerless.length === 0) return null;
    const isNew = await ownThem(tx, { email, passwordHash, newId, now: now() }, ownerless);
    return { email, password: isNew ? password : null };
  });
};

interface Owning {
  readonly email: string;
  readonly passwordHash: string;
  readonly newId: () => string;
  readonly now: Date;
}

/** Makes one person the owner of these organizations; whether nobody had the address before. */
const ownThem = async (
  tx: Tx,
  { email, passwordHash, newId, now }: Owning,
  organizationIds: readonly string[],
): Promise<boolean> => {
  const known = await findPersonByEmail(tx, email);
  const personId = known?.id ?? newId();
  if (!known) {
    const person = { id: personId, name: "Owner", email, passwordHash };
    await insertPerson(tx, { ...person, credentialId: newId(), now });
  }
  for (const organizationId of organizationIds) {
    await insertMember(tx, {
      ...{ organization_id: organizationId, id: newId(), person_id: personId },
      ...{ role: "owner", provider_id: null, created_at: now },
    });
  }
  return !known;
};

export interface NewOrganization {
  readonly slug: string;
  readonly name: string;
  readonly locale: Language;
  readonly timezone: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** An organization that offers nothing yet, and its owner; null where the slug is taken. */
export const makeOrganization = async (
  { db, now, newId, random }: OwnerDeps,
  organization: NewOrganization,
  email: string,
): Promise<OwnerMade | null> => {
  const password = makePassword(random);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const id = newId();
    const row = { ...organization, id, phone: null, policy: "{}", created_at: now() };
    if (!(await insertOrganization(tx, row))) return null;
    const isNew = await ownThem(tx, { email, passwordHash, newId, now: now() }, [id]);
    return { email, password: isNew ? password : null };
  });
};
