import { type Selectable, sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type {
  ProviderServicesTable,
  ServicePartsTable,
  ServiceResourcesTable,
} from "../tables/catalog.ts";

/** What holds the things of a catalog together. */
export interface CatalogLinks {
  /** Of each package in order. */
  readonly parts: readonly Selectable<ServicePartsTable>[];
  readonly needs: readonly Selectable<ServiceResourcesTable>[];
  readonly given: readonly Selectable<ProviderServicesTable>[];
}

export const readCatalogLinks = async (
  db: Db | Tx,
  organizationId: string,
): Promise<CatalogLinks> => {
  const parts = await db
    .selectFrom("service_parts")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("package_id")
    .orderBy("position")
    .execute();
  const needs = await db
    .selectFrom("service_resources")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("kind")
    .execute();
  const given = await db
    .selectFrom("provider_services")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("service_id")
    .execute();
  return { parts, needs, given };
};

/** What providers can do or services ask for, each once. */
export const listSkills = async (db: Db | Tx, organizationId: string): Promise<string[]> => {
  const { rows } = await sql<{ skill: string }>`
    select unnest(skills) as skill from providers where organization_id = ${organizationId}
    union
    select unnest(required_skills) from services where organization_id = ${organizationId}
    order by skill`.execute(db);
  return rows.map(({ skill }) => skill);
};
