import type { Insertable, Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type {
  LocationsTable,
  OrganizationsTable,
  ProvidersTable,
  ServicePartsTable,
  ServicesTable,
} from "../tables/catalog.ts";

export type Organization = Selectable<OrganizationsTable>;
export type Service = Selectable<ServicesTable>;
export type Location = Selectable<LocationsTable>;
export type Provider = Selectable<ProvidersTable>;

/** Throws when there is none: an id from our own rows always has its organization. */
export const getOrganization = (db: Db | Tx, id: string): Promise<Organization> =>
  db.selectFrom("organizations").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

export const findOrganizationBySlug = (
  db: Db | Tx,
  slug: string,
): Promise<Organization | undefined> =>
  db.selectFrom("organizations").selectAll().where("slug", "=", slug).executeTakeFirst();

/** False where the slug is another's already. */
export const insertOrganization = async (
  tx: Tx,
  row: Insertable<OrganizationsTable>,
): Promise<boolean> => {
  const inserted = await tx
    .insertInto("organizations")
    .values(row)
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
};

export const findService = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Service | undefined> =>
  db
    .selectFrom("services")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

export const listServices = (db: Db | Tx, organizationId: string): Promise<Service[]> =>
  db
    .selectFrom("services")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("active", "=", true)
    .orderBy("position")
    .execute();

export const listLocations = (db: Db | Tx, organizationId: string): Promise<Location[]> =>
  db
    .selectFrom("locations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("active", "=", true)
    .orderBy("position")
    .execute();

export const listProviders = (db: Db | Tx, organizationId: string): Promise<Provider[]> =>
  db
    .selectFrom("providers")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("active", "=", true)
    .orderBy("position")
    .execute();

/** The parts of all packages, in order. */
export const listAllParts = (
  db: Db | Tx,
  organizationId: string,
): Promise<Selectable<ServicePartsTable>[]> =>
  db
    .selectFrom("service_parts")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("package_id")
    .orderBy("position")
    .execute();

/** Who gives what. */
export const listGiven = (
  db: Db | Tx,
  organizationId: string,
): Promise<{ provider_id: string; service_id: string }[]> =>
  db
    .selectFrom("provider_services")
    .select(["provider_id", "service_id"])
    .where("organization_id", "=", organizationId)
    .execute();

/** The services a package is made of, in order. */
export const listPartsOf = (
  db: Db | Tx,
  organizationId: string,
  packageId: string,
): Promise<Selectable<ServicePartsTable>[]> =>
  db
    .selectFrom("service_parts")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("package_id", "=", packageId)
    .orderBy("position")
    .execute();
