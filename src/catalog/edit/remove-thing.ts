import { sql } from "kysely";

import {
  deleteThing,
  lockThing,
  type ThingKey,
  type ThingKind,
} from "#src/db/queries/catalog-things.ts";
import { usesOf } from "#src/db/queries/catalog-uses.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** Rows that are part of a thing and go with it: table and the column that names it. */
const belongings: Readonly<Record<ThingKind, readonly (readonly [string, string])[]>> = {
  location: [
    ["working_hours", "location_id"],
    ["hour_overrides", "location_id"],
    ["time_off", "location_id"],
    ["travel_times", "from_location_id"],
    ["travel_times", "to_location_id"],
    ["price_rules", "location_id"],
  ],
  provider: [
    ["working_hours", "provider_id"],
    ["hour_overrides", "provider_id"],
    ["time_off", "provider_id"],
    ["provider_services", "provider_id"],
  ],
  service: [
    ["sop_version_services", "service_id"],
    ["service_parts", "package_id"],
    ["service_resources", "service_id"],
    ["price_rules", "service_id"],
  ],
  resource: [["time_off", "resource_id"]],
};

/** Deletes what nothing uses. What is in use, even by a past booking, can only be retired. */
export const removeThing = async (
  { tx, organizationId }: EditScope,
  kind: ThingKind,
  id: string,
): Promise<Edited | EditRefusal> => {
  const key: ThingKey = { organizationId, id };
  if (!(await lockThing(tx, kind, key))) return refuseEdit(`unknown_${kind}`, "id");
  const uses = await usesOf(tx, kind, key);
  if (uses.count > 0) return refuseEdit("in_use", "id", uses);
  for (const [table, column] of belongings[kind]) {
    await sql`delete from ${sql.table(table)}
      where organization_id = ${organizationId} and ${sql.ref(column)} = ${id}`.execute(tx);
  }
  await deleteThing(tx, kind, key);
  return edited(id);
};
