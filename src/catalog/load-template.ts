import type { Db } from "#src/db/connect.ts";
import { insertOrganization } from "#src/db/queries/catalog.ts";
import { fillOrganization } from "./fill-organization.ts";
import type { Template } from "./template.ts";
import { type NameId, templateIds } from "./template-ids.ts";

/**
 * Inserts the template's organization with everything it offers, in one transaction, and returns
 * its id. An organization with this slug is left as it is. Ids are derived from slug, kind and key
 * unless `newId` says otherwise, so that a demo has the same ones everywhere.
 */
export const loadTemplate = (
  db: Db,
  template: Template,
  { newId = templateIds(template.slug), now }: { newId?: NameId; now: Date },
): Promise<string> =>
  db.transaction().execute(async (tx) => {
    const { slug, name, locale, timezone, currency, phone, policy } = template;
    const organizationId = newId("organization", slug);
    const isNew = await insertOrganization(tx, {
      ...{ id: organizationId, slug, name, locale, timezone, currency, phone },
      policy: JSON.stringify(policy),
      created_at: now,
    });
    if (!isNew) {
      const existing = await tx
        .selectFrom("organizations")
        .select("id")
        .where("slug", "=", slug)
        .executeTakeFirstOrThrow();
      return existing.id;
    }
    await fillOrganization({ tx, template, organizationId, newId, now });
    return organizationId;
  });
