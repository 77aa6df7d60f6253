import { sql } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { Resource } from "./calendars.ts";
import type { Location, Provider, Service } from "./catalog.ts";

/** The row of each kind of thing. */
export interface Things {
  location: Location;
  provider: Provider;
  service: Service;
  resource: Resource;
}

/** What a catalog is made of; each has a table with id, name, position and active. */
export type ThingKind = keyof Things;

const tables = {
  location: "locations",
  provider: "providers",
  service: "services",
  resource: "resources",
} as const satisfies Readonly<Record<ThingKind, string>>;

const tableOf = (kind: ThingKind) => sql.table(tables[kind]);

/** Where a thing stands in its organization. */
export interface ThingKey {
  readonly organizationId: string;
  readonly id: string;
}

const isIt = ({ organizationId, id }: ThingKey) =>
  sql`organization_id = ${organizationId} and id = ${id}`;

/** Retired ones too, in the organization's order; with `only` the one it names. */
export const listThings = async <Kind extends ThingKind>(
  db: Db | Tx,
  kind: Kind,
  organizationId: string,
  only: string | null = null,
): Promise<Things[Kind][]> => {
  const { rows } = await sql<Things[Kind]>`select * from ${tableOf(kind)}
    where organization_id = ${organizationId} and id = coalesce(${only}, id)
    order by position, id`.execute(db);
  return rows;
};

export const findThing = async <Kind extends ThingKind>(
  db: Db | Tx,
  kind: Kind,
  key: ThingKey,
): Promise<Things[Kind] | undefined> => {
  const { rows } = await sql<Things[Kind]>`
    select * from ${tableOf(kind)} where ${isIt(key)}`.execute(db);
  return rows[0];
};

/** Nothing new can refer to it until the transaction ends. */
export const lockThing = async <Kind extends ThingKind>(
  tx: Tx,
  kind: Kind,
  key: ThingKey,
): Promise<Things[Kind] | undefined> => {
  const { rows } = await sql<Things[Kind]>`
    select * from ${tableOf(kind)} where ${isIt(key)} for update`.execute(tx);
  return rows[0];
};

export const deleteThing = async (tx: Tx, kind: ThingKind, key: ThingKey): Promise<void> => {
  await sql`delete from ${tableOf(kind)} where ${isIt(key)}`.execute(tx);
};

/** The place after the last one. */
export const nextPosition = async (
  tx: Tx,
  kind: ThingKind,
  organizationId: string,
): Promise<number> => {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(position), -1) + 1 as next from ${tableOf(kind)}
    where organization_id = ${organizationId}`.execute(tx);
  return rows[0]?.next ?? 0;
};
