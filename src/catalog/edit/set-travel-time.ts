import { findThing } from "#src/db/queries/catalog-things.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

export interface TravelDraft {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  /** Null forgets the way. */
  readonly minutes: number | null;
  /** The way back takes as long. */
  readonly both: boolean;
}

/** How long whoever works at both places needs from one to the other. */
export const setTravelTime = async (
  scope: EditScope,
  { fromLocationId: from, toLocationId: to, minutes, both }: TravelDraft,
): Promise<Edited | EditRefusal> => {
  if (from === to) return refuseEdit("same_place", "toLocationId");
  const { tx, organizationId } = scope;
  for (const [field, id] of Object.entries({ fromLocationId: from, toLocationId: to })) {
    if (!(await findThing(tx, "location", { organizationId, id }))) {
      return refuseEdit("unknown_location", field);
    }
  }
  await writeWay(scope, { from, to, minutes });
  if (both) await writeWay(scope, { from: to, to: from, minutes });
  return edited(from);
};

const writeWay = async (
  { tx, organizationId }: EditScope,
  { from, to, minutes }: { from: string; to: string; minutes: number | null },
): Promise<void> => {
  await tx
    .deleteFrom("travel_times")
    .where("organization_id", "=", organizationId)
    .where("from_location_id", "=", from)
    .where("to_location_id", "=", to)
    .execute();
  if (minutes === null) return;
  const way = { from_location_id: from, to_location_id: to };
  await tx
    .insertInto("travel_times")
    .values({ organization_id: organizationId, ...way, minutes })
    .execute();
};
