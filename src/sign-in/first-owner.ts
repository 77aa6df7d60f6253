import { hashPassword } from "better-auth/crypto";

import type { Db } from "#src/db/connect.ts";
import {
  findPersonByEmail,
  insertMember,
  insertPerson,
  lockOwnerless,
} from "#src/db/queries/members.ts";

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
    const known = await findPersonByEmail(tx, email);
    const personId = known?.id ?? newId();
    if (!known) {
      const person = { id: personId, name: "Owner", email, passwordHash };
      await insertPerson(tx, { ...person, credentialId: newId(), now: now() });
    }
    for (const organizationId of ownerless) {
      await insertMember(tx, {
        ...{ organization_id: organizationId, id: newId(), person_id: personId },
        ...{ role: "owner", provider_id: null, created_at: now() },
      });
    }
    return { email, password: known ? null : password };
  });
};
