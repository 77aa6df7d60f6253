import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import { createApiKey } from "#src/http/api-keys.ts";
import type { House } from "./start-house.ts";

/** `npm run api-key -- <organization> [name]`: makes a key and tells it, this once. */
export const makeApiKey = async (
  { db, turns }: House,
  [slug = "nha-khoa-hoa-mai", name = "command line"]: readonly string[],
): Promise<string> => {
  const organization = await findOrganizationBySlug(db, slug);
  if (!organization) throw new Error(`There is no organization ${slug}.`);
  const { key } = await createApiKey(
    db,
    { organizationId: organization.id, name },
    { now: turns.now(), newId: turns.newId },
  );
  return `API key of ${organization.name}, shown only now:\n${key}`;
};
