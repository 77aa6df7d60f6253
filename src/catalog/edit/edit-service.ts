import type { Service } from "#src/db/queries/catalog.ts";
import { listThings, lockThing, nextPosition } from "#src/db/queries/catalog-things.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { lengthenPackages } from "./lengthen-packages.ts";
import { isNameTaken } from "./name-taken.ts";
import { packageFault } from "./package-fault.ts";
import { mayRetire } from "./retire-thing.ts";
import {
  type NeededKind,
  type PackagePart,
  type ServiceDraft,
  serviceFault,
} from "./service-fault.ts";

/** What an edit may say of a service, by column. */
export type ServiceFields = Partial<Omit<Service, "id" | "organization_id" | "position">>;

/** What a service is made of and takes; absent leaves it as it is. */
export interface ServiceMakeup {
  readonly parts?: readonly PackagePart[];
  readonly needs?: readonly NeededKind[];
}

const isNew = {
  ...{ description: "", translations: {}, seasons: [], rules: {}, kind: "fixed" as const },
  ...{ min_duration_minutes: null, max_duration_minutes: null, duration_step_minutes: null },
  ...{ buffer_before_minutes: 0, buffer_after_minutes: 0, duration_minutes: 0 },
  ...{ capacity: 1, min_participants: 1, max_participants: 1, minimum_deadline_minutes: 1_440 },
  ...{ below_minimum: "keep" as const, same_provider: true, travels: false, travel_minutes: 0 },
  ...{
    price_minor: null,
    deposit_minor: null,
    deposit_percent: null,
    payment_required: false,
    consultation_service_id: null,
    active: true,
  },
};

export const addService = async (
  scope: EditScope,
  fields: ServiceFields & Pick<Service, "name">,
  { parts = [], needs = [] }: ServiceMakeup,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId: organization_id, newId } = scope;
  const position = await nextPosition(tx, "service", organization_id);
  const lists = { aliases: [], payment_methods: [], required_skills: [] };
  const service = { ...isNew, ...lists, ...fields, organization_id, id: newId(), position };
  const others = await listThings(tx, "service", organization_id);
  const draft = { service: measured({ service, parts, needs }, others), parts, needs };
  const fault = await faultOf(scope, draft, others);
  if (fault) return fault;
  await tx.insertInto("services").values(toRow(draft.service)).execute();
  await writeMakeup(scope, draft);
  return edited(service.id);
};

export const changeService = async (
  scope: EditScope,
  id: string,
  { force, ...fields }: ServiceFields & { readonly force: boolean },
  makeup: ServiceMakeup,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId } = scope;
  const before = await lockThing(tx, "service", { organizationId, id });
  if (!before) return refuseEdit("unknown_service", "id");
  const made = { ...(await readMakeup(scope, id)), ...makeup };
  const changed = { ...withoutOldKind(before, fields), ...fields };
  const parts = changed.kind === "package" ? made.parts : (makeup.parts ?? []);
  const others = await listThings(tx, "service", organizationId);
  const known = { service: changed, parts, needs: made.needs };
  const isRemade = makeup.parts !== undefined && fields.duration_minutes === undefined;
  const draft = isRemade ? { ...known, service: measured(unmeasured(known), others) } : known;
  const fault = await faultOf(scope, draft, others);
  if (fault) return fault;
  const after = draft.service;
  const retired = await mayRetire(scope, "service", { before, after, force });
  if (!retired.ok) return retired;
  await tx
    .updateTable("services")
    .set(toRow(after))
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  await writeMakeup(scope, draft);
  await lengthenPackages(scope, id, after.duration_minutes - before.duration_minutes);
  return edited(id, retired.affected);
};

/** A service that stops being flexible has no bounds any more. */
const withoutOldKind = (before: Service, { kind = before.kind }: ServiceFields): Service =>
  before.kind === "flexible" && kind !== "flexible"
    ? {
        ...before,
        ...{ min_duration_minutes: null, max_duration_minutes: null, duration_step_minutes: null },
      }
    : before;

const unmeasured = (draft: ServiceDraft): ServiceDraft =>
  draft.service.kind === "package"
    ? { ...draft, service: { ...draft.service, duration_minutes: 0 } }
    : draft;

/** A package whose length is not given lasts as long as its parts and the shortest waits. */
const measured = ({ service, parts }: ServiceDraft, others: readonly Service[]): Service => {
  if (service.kind !== "package" || service.duration_minutes > 0) return service;
  const length = (id: string) => others.find((other) => other.id === id)?.duration_minutes ?? 0;
  const minutes = parts.reduce(
    (sum, part, index) => sum + length(part.service_id) + (index > 0 ? part.min_gap_minutes : 0),
    0,
  );
  return { ...service, duration_minutes: Math.max(minutes, 1) };
};

const faultOf = async (
  scope: EditScope,
  draft: ServiceDraft,
  others: readonly Service[],
): Promise<EditRefusal | null> => {
  const fault = serviceFault(draft) ?? (await packageFault(scope, draft, others));
  if (fault) return fault;
  return isNameTaken(others, draft.service) ? refuseEdit("duplicate_name", "name") : null;
};

const toRow = (service: Service) => ({
  ...service,
  rules: JSON.stringify(service.rules),
  seasons: JSON.stringify(service.seasons),
  translations: JSON.stringify(service.translations),
});

const readMakeup = async ({ tx, organizationId }: EditScope, id: string) => ({
  parts: await tx
    .selectFrom("service_parts")
    .select(["service_id", "min_gap_minutes", "max_gap_minutes"])
    .where("organization_id", "=", organizationId)
    .where("package_id", "=", id)
    .orderBy("position")
    .execute(),
  needs: await tx
    .selectFrom("service_resources")
    .select(["kind", "quantity"])
    .where("organization_id", "=", organizationId)
    .where("service_id", "=", id)
    .execute(),
});

const writeMakeup = async (
  { tx, organizationId: organization_id }: EditScope,
  { service, parts, needs }: ServiceDraft,
): Promise<void> => {
  await tx
    .deleteFrom("service_parts")
    .where("organization_id", "=", organization_id)
    .where("package_id", "=", service.id)
    .execute();
  await tx
    .deleteFrom("service_resources")
    .where("organization_id", "=", organization_id)
    .where("service_id", "=", service.id)
    .execute();
  if (parts.length > 0) {
    const rows = parts.map((part, position) => ({ ...part, package_id: service.id, position }));
    await tx
      .insertInto("service_parts")
      .values(rows.map((row) => ({ ...row, organization_id })))
      .execute();
  }
  if (needs.length > 0) {
    const rows = needs.map((need) => ({ ...need, service_id: service.id, organization_id }));
    await tx.insertInto("service_resources").values(rows).execute();
  }
};
