import { findThing } from "#src/db/queries/catalog-things.ts";
import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { dateExists } from "#src/domain/availability/wall-time.ts";
import { intervalsFault, type WallInterval } from "./check-intervals.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import { type HoursOwner, ownerFault } from "./replace-hours.ts";

/** Hours of one date in place of that weekday's; none means closed. */
export interface OverrideDraft extends HoursOwner {
  /** "YYYY-MM-DD" on the location's calendar. */
  readonly date: string;
  readonly intervals: readonly WallInterval[];
}

export const addOverride = async (
  scope: EditScope,
  draft: OverrideDraft,
): Promise<Edited | EditRefusal> => {
  const id = scope.newId();
  const fault = await faultOf(scope, id, draft);
  if (fault) return fault;
  await scope.tx
    .insertInto("hour_overrides")
    .values(toRow(scope, id, draft))
    .execute();
  return edited(id);
};

export const replaceOverride = async (
  scope: EditScope,
  id: string,
  draft: OverrideDraft,
): Promise<Edited | EditRefusal> => {
  const fault = await faultOf(scope, id, draft);
  if (fault) return fault;
  const written = await scope.tx
    .updateTable("hour_overrides")
    .set(toRow(scope, id, draft))
    .where("organization_id", "=", scope.organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return written ? edited(id) : refuseEdit("unknown_override", "id");
};

/** The weekday's hours hold again. */
export const removeOverride = async (
  { tx, organizationId }: EditScope,
  id: string,
): Promise<Edited | EditRefusal> => {
  const gone = await tx
    .deleteFrom("hour_overrides")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone ? edited(id) : refuseEdit("unknown_override", "id");
};

const toRow = ({ organizationId }: EditScope, id: string, draft: OverrideDraft) => ({
  ...{ organization_id: organizationId, id, date: draft.date },
  location_id: draft.locationId,
  provider_id: draft.providerId,
  intervals: JSON.stringify(draft.intervals.map(({ start, end }) => ({ start, end }))),
});

const faultOf = async (
  scope: EditScope,
  id: string,
  draft: OverrideDraft,
): Promise<EditRefusal | null> =>
  (await ownerFault(scope, draft, { location: "locationId", provider: "providerId" })) ??
  (await dateFault(scope, draft)) ??
  intervalsFault(draft.intervals, "intervals") ??
  (await twiceFault(scope, id, draft));

const dateFault = async (
  { tx, organizationId }: EditScope,
  { locationId, date }: OverrideDraft,
): Promise<EditRefusal | null> => {
  const location = await findThing(tx, "location", { organizationId, id: locationId });
  const zone = location?.timezone ?? "UTC";
  return isDateOf(zone, date) ? null : refuseEdit("impossible_date", "date");
};

/** Whether the calendar of a zone has this date. */
export const isDateOf = (zone: string, date: string): boolean => {
  try {
    return dateExists(zone, parseLocalDate(date));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const twiceFault = async (
  { tx, organizationId }: EditScope,
  id: string,
  { locationId, providerId, date }: OverrideDraft,
): Promise<EditRefusal | null> => {
  const same = await tx
    .selectFrom("hour_overrides")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("location_id", "=", locationId)
    .where("provider_id", "is not distinct from", providerId)
    .where("date", "=", date)
    .where("id", "<>", id)
    .executeTakeFirst();
  return same ? refuseEdit("override_exists", "date") : null;
};
