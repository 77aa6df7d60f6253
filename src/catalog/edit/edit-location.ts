import type { Location } from "#src/db/queries/catalog.ts";
import { listThings, lockThing, nextPosition } from "#src/db/queries/catalog-things.ts";
import { isTimezone } from "#src/domain/is-timezone.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { isNameTaken } from "./name-taken.ts";
import { mayRetire } from "./retire-thing.ts";

/** What an edit may say of a location, by column. */
export type LocationFields = Partial<Omit<Location, "id" | "organization_id" | "position">>;

const isNew = { kind: "branch", active: true, rules: {} } as const;

/** A branch leads come to, or an area a provider drives to. */
export const addLocation = async (
  scope: EditScope,
  fields: LocationFields & Pick<Location, "name" | "address" | "timezone">,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId: organization_id, newId } = scope;
  const position = await nextPosition(tx, "location", organization_id);
  const location = { ...isNew, aliases: [], ...fields, organization_id, id: newId(), position };
  const fault = await faultOf(scope, location);
  if (fault) return fault;
  await tx.insertInto("locations").values(toRow(location)).execute();
  return edited(location.id);
};

export const changeLocation = async (
  scope: EditScope,
  id: string,
  { force, ...fields }: LocationFields & { readonly force: boolean },
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId } = scope;
  const before = await lockThing(tx, "location", { organizationId, id });
  if (!before) return refuseEdit("unknown_location", "id");
  const after = { ...before, ...fields };
  const fault = await faultOf(scope, after);
  if (fault) return fault;
  const retired = await mayRetire(scope, "location", { before, after, force });
  if (!retired.ok) return retired;
  await tx
    .updateTable("locations")
    .set(toRow(after))
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
  return edited(id, retired.affected);
};

const toRow = (location: Location) => ({ ...location, rules: JSON.stringify(location.rules) });

const faultOf = async (
  { tx, organizationId }: EditScope,
  location: Location,
): Promise<EditRefusal | null> => {
  if (!isTimezone(location.timezone)) return refuseEdit("invalid_timezone", "timezone");
  const others = await listThings(tx, "location", organizationId);
  return isNameTaken(others, location) ? refuseEdit("duplicate_name", "name") : null;
};
