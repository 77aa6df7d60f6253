import { type RawBuilder, sql } from "kysely";

import type { Tx } from "../connect.ts";
import type { ThingKey, ThingKind } from "./catalog-things.ts";

/** Something that would lose what it refers to. */
export interface Use {
  readonly kind:
    | "booking"
    | "block"
    | "series"
    | "waitlist"
    | "lead_block"
    | "package"
    | "service"
    | "provider"
    | "resource"
    | "member";
  readonly id: string;
  readonly name: string;
}

/** The first twenty uses, and how many there are. */
export interface Uses {
  readonly list: readonly Use[];
  readonly count: number;
}

const most = 20;

/** Everything that keeps a thing from being deleted; what belongs to the thing itself is no use. */
export const usesOf = async (tx: Tx, kind: ThingKind, key: ThingKey): Promise<Uses> => {
  const found = sql.join(
    sources[kind].map((source) => source(key)),
    sql` union all `,
  );
  const { rows } = await sql<Use & { total: number }>`
    select kind, id, name, count(*) over () as total from (${found}) uses
    order by kind, name, id limit ${most}`.execute(tx);
  return {
    list: rows.map(({ kind: of, id, name }) => ({ kind: of, id, name })),
    count: rows[0]?.total ?? 0,
  };
};

type Source = (key: ThingKey) => RawBuilder<unknown>;

const named = (kind: Use["kind"]) => sql`select ${sql.lit(kind)} as kind,`;

const bookingsBy =
  (column: string, ownColumn = true): Source =>
  ({ organizationId, id }) =>
    sql`${named("booking")} b.id, coalesce(l.name, l.phone, '') as name
    from bookings b
    join leads l on l.organization_id = b.organization_id and l.id = b.lead_id
    where b.organization_id = ${organizationId} and (
      ${ownColumn ? sql`b.${sql.ref(column)} = ${id}` : sql`false`}
      or b.id in (select booking_id from allocations
        where organization_id = ${organizationId} and ${sql.ref(column)} = ${id}))`;

const blocksBy =
  (column: string): Source =>
  ({ organizationId, id }) =>
    sql`${named("block")} id, '' as name from allocations
    where organization_id = ${organizationId} and booking_id is null
      and ${sql.ref(column)} = ${id}`;

const waitlistBy =
  (column: string): Source =>
  ({ organizationId, id }) =>
    sql`${named("waitlist")} id, wish as name from waitlist_entries
    where organization_id = ${organizationId} and ${sql.ref(column)} = ${id}`;

const leadBlocksBy =
  (column: string): Source =>
  ({ organizationId, id }) =>
    sql`${named("lead_block")} id, reason as name from lead_blocks
    where organization_id = ${organizationId} and ${sql.ref(column)} = ${id}`;

/** Who signs in as a provider; an invitation to do so goes with the provider. */
const membersOfProvider: Source = ({ organizationId, id }) =>
  sql`${named("member")} m.id, p.name from members m join people p on p.id = m.person_id
    where m.organization_id = ${organizationId} and m.provider_id = ${id}`;

const seriesOfService: Source = ({ organizationId, id }) =>
  sql`${named("series")} id, rule as name from booking_series
    where organization_id = ${organizationId} and service_id = ${id}`;

const packagesOfService: Source = ({ organizationId, id }) =>
  sql`${named("package")} id, name from services
    where organization_id = ${organizationId} and id in (select package_id from service_parts
      where organization_id = ${organizationId} and service_id = ${id})`;

const servicesAfterConsultation: Source = ({ organizationId, id }) =>
  sql`${named("service")} id, name from services
    where organization_id = ${organizationId} and consultation_service_id = ${id}`;

const providersOfService: Source = ({ organizationId, id }) =>
  sql`${named("provider")} id, name from providers
    where organization_id = ${organizationId} and id in (select provider_id from provider_services
      where organization_id = ${organizationId} and service_id = ${id})`;

/** Services nobody would give any more. */
const servicesOfProvider: Source = ({ organizationId, id }) =>
  sql`${named("service")} s.id, s.name from services s
    join provider_services own on own.organization_id = s.organization_id
      and own.service_id = s.id and own.provider_id = ${id}
    where s.organization_id = ${organizationId} and s.active and not exists (
      select from provider_services other
      join providers p on p.organization_id = other.organization_id and p.id = other.provider_id
      where other.organization_id = ${organizationId} and other.service_id = s.id
        and p.id <> ${id} and p.active)`;

const providersAtLocation: Source = ({ organizationId, id }) =>
  sql`${named("provider")} id, name from providers
    where organization_id = ${organizationId} and id in (
      select provider_id from working_hours
        where organization_id = ${organizationId} and location_id = ${id}
      union select provider_id from hour_overrides
        where organization_id = ${organizationId} and location_id = ${id})`;

const resourcesAtLocation: Source = ({ organizationId, id }) =>
  sql`${named("resource")} id, name from resources
    where organization_id = ${organizationId} and location_id = ${id}`;

/** Services that find enough of the kind at its place now, and would not without it. */
const servicesOfResource: Source = ({ organizationId, id }) =>
  sql`${named("service")} s.id, s.name from resources r
    join service_resources need on need.organization_id = r.organization_id and need.kind = r.kind
    join services s on s.organization_id = r.organization_id and s.id = need.service_id
    where r.organization_id = ${organizationId} and r.id = ${id} and r.active and s.active
      and need.quantity = (select count(*) from resources same
        where same.organization_id = ${organizationId} and same.active
          and same.location_id = r.location_id and same.kind = r.kind)`;

const everywhere = (column: string): readonly Source[] => [
  bookingsBy(column),
  blocksBy(column),
  waitlistBy(column),
  leadBlocksBy(column),
];

const sources: Readonly<Record<ThingKind, readonly Source[]>> = {
  location: [...everywhere("location_id"), providersAtLocation, resourcesAtLocation],
  provider: [...everywhere("provider_id"), servicesOfProvider, membersOfProvider],
  service: [
    ...everywhere("service_id"),
    seriesOfService,
    packagesOfService,
    servicesAfterConsultation,
    providersOfService,
  ],
  resource: [bookingsBy("resource_id", false), blocksBy("resource_id"), servicesOfResource],
};
