import { sql } from "kysely";
import { comesBeforeItself } from "#src/catalog/comes-before-itself.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import type { EditScope } from "./edit-scope.ts";
import type { PackagePart, ServiceDraft } from "./service-fault.ts";

/** What is wrong with a service beside the others of its organization; null when nothing is. */
export const packageFault = async (
  scope: EditScope,
  { service, parts }: ServiceDraft,
  others: readonly Service[],
): Promise<EditRefusal | null> => {
  const known = new Map(others.map((other) => [other.id, other]));
  const fault = consultationFault(service, known) ?? partFault(parts, known, service.id);
  if (fault) return fault;
  if (service.kind !== "package") return null;
  if (await isPart(scope, service.id)) return refuseEdit("is_part_of_package", "kind");
  const needsOne = service.same_provider && service.active;
  return needsOne && !(await hasCommonProvider(scope, parts))
    ? refuseEdit("no_common_provider", "parts")
    : null;
};

const consultationFault = (
  { id: ownId, consultation_service_id: consultation }: Service,
  known: ReadonlyMap<string, Service>,
): EditRefusal | null => {
  if (consultation === null) return null;
  const field = "consultationServiceId";
  if (!known.has(consultation)) return refuseEdit("unknown_service", field);
  const before = (id: string) =>
    id === ownId ? consultation : known.get(id)?.consultation_service_id;
  return comesBeforeItself(ownId, before) ? refuseEdit("consultation_circle", field) : null;
};

const partFault = (
  parts: readonly PackagePart[],
  known: ReadonlyMap<string, Service>,
  id: string,
): EditRefusal | null => {
  for (const [index, { service_id }] of parts.entries()) {
    const field = `parts.${index}.serviceId`;
    if (service_id === id) return refuseEdit("part_is_package", field);
    const part = known.get(service_id);
    if (!part) return refuseEdit("unknown_service", field);
    if (part.kind === "package") return refuseEdit("part_is_package", field);
  }
  return null;
};

const isPart = async ({ tx, organizationId }: EditScope, serviceId: string): Promise<boolean> => {
  const found = await tx
    .selectFrom("service_parts")
    .select("package_id")
    .where("organization_id", "=", organizationId)
    .where("service_id", "=", serviceId)
    .executeTakeFirst();
  return found !== undefined;
};

/** One active provider who gives every part and has the skills for it. */
const hasCommonProvider = async (
  { tx, organizationId }: EditScope,
  parts: readonly PackagePart[],
): Promise<boolean> => {
  const ids = [...new Set(parts.map(({ service_id }) => service_id))];
  const { rows } = await sql`
    select p.id from providers p
    join provider_services gives on gives.organization_id = p.organization_id
      and gives.provider_id = p.id and gives.service_id = any(${ids}::uuid[])
    join services s on s.organization_id = p.organization_id and s.id = gives.service_id
      and p.skills @> s.required_skills
    where p.organization_id = ${organizationId} and p.active
    group by p.id having count(*) = ${ids.length} limit 1`.execute(tx);
  return rows.length > 0;
};
