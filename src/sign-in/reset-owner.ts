import { hashPassword } from "better-auth/crypto";

import type { Db } from "#src/db/connect.ts";
import { findPersonByEmail, forgetSecondFactor, setPassword } from "#src/db/queries/members.ts";
import { endSessions } from "#src/db/queries/sessions.ts";
import { makePassword } from "./first-owner.ts";
import { noteReset } from "./note-reset.ts";

interface Resetting {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
}

/** Gives somebody a new password and ends their sessions; null when nobody has this address. */
export const resetOwner = async (
  { db, now, newId, random }: Resetting,
  { email, withoutSecondFactor }: { readonly email: string; readonly withoutSecondFactor: boolean },
): Promise<{ readonly personId: string; readonly password: string } | null> => {
  const password = makePassword(random);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (tx) => {
    const person = await findPersonByEmail(tx, email);
    if (!person) return null;
    const personId = person.id;
    await setPassword(tx, personId, { passwordHash, now: now() });
    await endSessions(tx, personId);
    if (withoutSecondFactor) await forgetSecondFactor(tx, personId);
    await noteReset(tx, { now, newId }, { personId, by: "house", name: "command line" });
    return { personId, password };
  });
};
