import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";

import type { Sop } from "#src/domain/sop/sop.ts";
import type { Db, Tx } from "../connect.ts";
import type { Database } from "../schema.ts";

const told = sql`json_build_object(
  'id', sops.id, 'version', stands.version, 'name', stands.name, 'audience', stands.audience,
  'serviceIds', case when stands.all_services then null else coalesce((
    select json_agg(of.service_id order by of.service_id) from sop_version_services of
    where of.organization_id = stands.organization_id and of.sop_id = stands.sop_id
      and of.version = stands.version), '[]') end,
  'questions', stands.questions, 'preparations', stands.preparations)`;

const inForce = sql`sops join sop_versions stands on stands.organization_id = sops.organization_id
  and stands.sop_id = sops.id and stands.version = sops.version and stands.active`;

/** Those of an organization that are in force, in order, as one value of a query; of one service. */
export const sopsInForce = (
  organizationId: RawBuilder<unknown>,
  serviceId: RawBuilder<unknown>,
): RawBuilder<Sop[]> => sql<Sop[]>`coalesce((
  select json_agg(${told} order by sops.position, sops.id) from ${inForce}
  where sops.organization_id = ${organizationId}
    and (stands.all_services or exists (
      select from sop_version_services given
      where given.organization_id = stands.organization_id and given.sop_id = stands.sop_id
        and given.version = stands.version and given.service_id = ${serviceId}))), '[]')`;

/** Those in force, in order; of one service where it is named. */
export const listSops = async (
  db: Db | Tx,
  organizationId: string,
  serviceId: string | null = null,
): Promise<Sop[]> => {
  const ofService = sopsInForce(sql`${organizationId}::uuid`, sql`${serviceId}::uuid`);
  const ofAll = sql<Sop[]>`coalesce((
    select json_agg(${told} order by sops.position, sops.id) from ${inForce}
    where sops.organization_id = ${organizationId}), '[]')`;
  const { rows } = await sql<{ sops: Sop[] }>`select ${
    serviceId === null ? ofAll : ofService
  } as sops`.execute(db);
  return rows[0]?.sops ?? [];
};

/** The lead of a booking was here for a visit that is another booking; in a query of bookings. */
export const hasVisited: RawBuilder<boolean> = sql<boolean>`exists (
  select from bookings visit
  where visit.organization_id = bookings.organization_id and visit.lead_id = bookings.lead_id
    and visit.id <> bookings.id
    and (visit.state = 'COMPLETED' or (visit.state = 'FOLLOW_UP' and not visit.missed)))`;

/** The lead came, and may have been asked afterwards. */
export const isVisit = (eb: ExpressionBuilder<Database, "bookings">) =>
  eb.or([
    eb("state", "=", "COMPLETED"),
    eb.and([eb("state", "=", "FOLLOW_UP"), eb("missed", "=", false)]),
  ]);
