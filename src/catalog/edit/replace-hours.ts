import { findThing } from "#src/db/queries/catalog-things.ts";
import { type WeekdayHours, weekFault } from "./check-intervals.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** Whose hours: a location's own, or a provider's at it. */
export interface HoursOwner {
  readonly locationId: string;
  readonly providerId: string | null;
}

/** Fields of the request that name the owner. */
interface OwnerFields {
  readonly location: string;
  readonly provider: string;
}

/** The whole week of one owner; without hours they are never there. */
export interface HoursDraft {
  readonly owner: HoursOwner;
  readonly fields: OwnerFields;
  readonly hours: readonly WeekdayHours[];
}

export const replaceHours = async (
  scope: EditScope,
  { owner, fields, hours }: HoursDraft,
): Promise<Edited | EditRefusal> => {
  const fault = (await ownerFault(scope, owner, fields)) ?? weekFault(hours);
  if (fault) return fault;
  const { tx, organizationId: organization_id, newId } = scope;
  const { locationId: location_id, providerId: provider_id } = owner;
  await tx
    .deleteFrom("working_hours")
    .where("organization_id", "=", organization_id)
    .where("location_id", "=", location_id)
    .where("provider_id", "is not distinct from", provider_id)
    .execute();
  const rows = hours.flatMap(({ weekday, open, breaks }) => [
    ...open.map(({ start, end }) => ({ weekday, starts: start, ends: end, kind: "open" as const })),
    ...breaks.map(({ start, end }) => ({
      weekday,
      starts: start,
      ends: end,
      kind: "break" as const,
    })),
  ]);
  if (rows.length > 0) {
    const owned = { organization_id, location_id, provider_id };
    await tx
      .insertInto("working_hours")
      .values(rows.map((row) => ({ ...row, ...owned, id: newId() })))
      .execute();
  }
  return edited(provider_id ?? location_id);
};

/** Whether the location, and the provider if one is named, are there. */
export const ownerFault = async (
  { tx, organizationId }: EditScope,
  { locationId, providerId }: HoursOwner,
  fields: OwnerFields,
): Promise<EditRefusal | null> => {
  if (!(await findThing(tx, "location", { organizationId, id: locationId }))) {
    return refuseEdit("unknown_location", fields.location);
  }
  if (providerId === null) return null;
  const provider = await findThing(tx, "provider", { organizationId, id: providerId });
  return provider ? null : refuseEdit("unknown_provider", fields.provider);
};
