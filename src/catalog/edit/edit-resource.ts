import type { Resource } from "#src/db/queries/calendars.ts";
import { findThing, listThings, lockThing, nextPosition } from "#src/db/queries/catalog-things.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { isNameTaken } from "./name-taken.ts";
import { mayRetire } from "./retire-thing.ts";

/** What an edit may say of a resource, by column. */
type ResourceFields = Partial<Omit<Resource, "id" | "organization_id" | "position">>;

/** A chair, a room, a machine: one thing at one location. */
export const addResource = async (
  scope: EditScope,
  fields: ResourceFields & Pick<Resource, "kind" | "name" | "location_id">,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId: organization_id, newId } = scope;
  const position = await nextPosition(tx, "resource", organization_id);
  const resource = { active: true, ...fields, organization_id, id: newId(), position };
  const fault = await faultOf(scope, resource);
  if (fault) return fault;
  await tx.insertInto("resources").values(resource).execute();
  return edited(resource.id);
};

export const changeResource = async (
  scope: EditScope,
  id: string,
  { force, ...fields }: ResourceFields & { readonly force: boolean },
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId } = scope;
  const before = await lockThing(tx, "resource", { organizationId, id });
  if (!before) return refuseEdit("unknown_resource", "id");
  const after = { ...before, ...fields };
  const fault = await faultOf(scope, after);
  if (fault) return fault;
  const retired = await mayRetire(scope, "resource", { before, after, force });
  if (!retired.ok) return retired;
  await tx
    .updateTable("resources")
    .set(after)
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  return edited(id, retired.affected);
};

/** Two branches may each have a "Chair 1"; one branch may not have two. */
const faultOf = async (
  { tx, organizationId }: EditScope,
  resource: Resource,
): Promise<EditRefusal | null> => {
  const place = { organizationId, id: resource.location_id };
  if (!(await findThing(tx, "location", place)))
    return refuseEdit("unknown_location", "locationId");
  const all = await listThings(tx, "resource", organizationId);
  const there = all.filter(({ location_id }) => location_id === resource.location_id);
  return isNameTaken(there, resource) ? refuseEdit("duplicate_name", "name") : null;
};
