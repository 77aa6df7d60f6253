import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import type { Db } from "#src/db/connect.ts";
import { getOrganization, type Organization } from "#src/db/queries/catalog.ts";
import type { KeyRole } from "#src/domain/member-role.ts";

/** A live key, and the one organization it opens. */
export interface ApiKey {
  readonly id: string;
  /** What people call it; it answers for what is done with it. */
  readonly name: string;
  readonly role: KeyRole;
  readonly organization: Organization;
}

const shape = /^slw_[\w-]{43}$/;

/**
 * The stored form. A key is 256 random bits, so there is no word list to try against it, and a
 * slow hash with a salt would only slow every request down.
 */
const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Makes a key of the organization. The key itself is returned once and stored nowhere. */
export const createApiKey = async (
  db: Db,
  {
    organizationId,
    name,
    role = "manager",
  }: { readonly organizationId: string; readonly name: string; readonly role?: KeyRole },
  {
    now,
    newId,
    random = () => randomBytes(32),
  }: { readonly now: Date; readonly newId: () => string; readonly random?: () => Buffer },
): Promise<{ readonly id: string; readonly key: string }> => {
  const id = newId();
  const key = `slw_${random().toString("base64url")}`;
  await db
    .insertInto("api_keys")
    .values({
      organization_id: organizationId,
      id,
      name,
      role,
      hash: hashOf(key).toString("hex"),
      created_at: now,
    })
    .execute();
  return { id, key };
};

/** Live keys, the newest first. */
export const listApiKeys = (db: Db, organizationId: string) =>
  db
    .selectFrom("api_keys")
    .select(["id", "name", "role", "created_at"])
    .where("organization_id", "=", organizationId)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(500)
    .execute();

/** Refuses the key from now on. False when the organization has no such live key. */
export const revokeApiKey = async (
  db: Db,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
  now: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable("api_keys")
    .set({ revoked_at: now })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Whom a key stands for; null when it is none of ours or revoked. */
export const findApiKey = async (db: Db, key: string): Promise<ApiKey | null> => {
  if (!shape.test(key)) return null;
  const hash = hashOf(key);
  const row = await db
    .selectFrom("api_keys")
    .select(["id", "name", "role", "hash", "organization_id"])
    .where("hash", "=", hash.toString("hex"))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row || !timingSafeEqual(Buffer.from(row.hash, "hex"), hash)) return null;
  const organization = await getOrganization(db, row.organization_id);
  return { id: row.id, name: row.name, role: row.role, organization };
};
