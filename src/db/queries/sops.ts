import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";

import type { Preparation, Sop } from "#src/domain/sop/sop.ts";
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

interface OneVersion {
  readonly organizationId: string;
  readonly sopId: string;
  readonly version: number;
}

/** A preparation as that version says it, while its SOP is in force. */
export const findPreparation = async (
  db: Db | Tx,
  { organizationId, sopId, version }: OneVersion,
  place: number,
): Promise<Preparation | undefined> => {
  const { rows } = await sql<{ preparation: Preparation }>`
    select said.preparations -> ${place}::int as preparation
    from ${inForce}
      join sop_versions said on said.organization_id = sops.organization_id
        and said.sop_id = sops.id and said.version = ${version}
    where sops.organization_id = ${organizationId} and sops.id = ${sopId}`.execute(db);
  return rows[0]?.preparation;
};

/** One version as it was written. */
export interface WrittenSop extends Sop {
  readonly active: boolean;
  /** ISO. */
  readonly madeAt: string;
  readonly madeBy: string;
}

/** Versions of SOPs, the newest first; of one SOP, or the one that counts of each. */
export const listSopVersions = async (
  db: Db | Tx,
  organizationId: string,
  { sopId, before, limit }: { sopId: string; before: number | null; limit: number },
): Promise<WrittenSop[]> =>
  readVersions(
    db,
    sql`where sops.organization_id = ${organizationId} and sops.id = ${sopId}
      and stands.version < coalesce(${before}::int, stands.version + 1)
      order by stands.version desc limit ${limit}`,
  );

/** Every SOP in the version that counts, retired ones among them, in order; one of them by its id. */
export const listStandingSops = async (
  db: Db | Tx,
  organizationId: string,
  id: string | null = null,
): Promise<WrittenSop[]> =>
  readVersions(
    db,
    sql`where sops.organization_id = ${organizationId} and stands.version = sops.version
      and sops.id = coalesce(${id}::uuid, sops.id) order by sops.position, sops.id`,
  );

/** The questions bookings were asked, by the version they keep. */
export const listQuestionsOf = async (
  db: Db | Tx,
  organizationId: string,
  versions: readonly Pick<OneVersion, "sopId" | "version">[],
): Promise<Pick<WrittenSop, "id" | "version" | "questions">[]> =>
  versions.length === 0
    ? []
    : db
        .selectFrom("sop_versions")
        .select(["sop_id as id", "version", "questions"])
        .where("organization_id", "=", organizationId)
        .where((eb) =>
          eb.or(versions.map(({ sopId, version }) => eb.and({ sop_id: sopId, version }))),
        )
        .execute();

const readVersions = async (db: Db | Tx, which: RawBuilder<unknown>): Promise<WrittenSop[]> => {
  const { rows } = await sql<{ sop: WrittenSop }>`
    select ${told}::jsonb || jsonb_build_object('active', stands.active,
      'madeAt', to_char(stands.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'madeBy', stands.made_by) as sop
    from sops join sop_versions stands on stands.organization_id = sops.organization_id
      and stands.sop_id = sops.id ${which}`.execute(db);
  return rows.map(({ sop }) => sop);
};

/** Where a new one stands: behind all others. */
export const nextSopPosition = async (tx: Tx, organizationId: string): Promise<number> => {
  const { last } = await tx
    .selectFrom("sops")
    .select(({ fn }) => fn.max("position").as("last"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
};
