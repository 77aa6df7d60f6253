import type { Selectable } from "kysely";

import { getOrganization } from "#src/db/queries/catalog.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
import { standingAppointments } from "#src/db/queries/standing-appointments.ts";
import type { TimeOffTable } from "#src/db/tables/catalog.ts";
import { parseLocalDate } from "#src/domain/availability/local-date.ts";
import { firstInstantOf } from "#src/domain/availability/wall-time.ts";
import { announceClosedTime } from "#src/lifecycle/announce-closed-time.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";
import {
  ownerOf,
  periodOf,
  type TimeOffDraft,
  type TimeOffOwner,
  type TimeOffPeriod,
} from "./read-time-off.ts";

/**
 * Keeps an owner away and names the appointments that stand inside; the house looks after them once
 * this is committed.
 */
export const addTimeOff = async (
  scope: EditScope,
  draft: TimeOffDraft,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId, newId } = scope;
  const owner = ownerOf(draft);
  if ("ok" in owner) return owner;
  const zone = await zoneOf(scope, owner);
  if (zone === null) return refuseEdit(`unknown_${owner.kind}`, `${owner.kind}Id`);
  const period = periodOf(draft, zone);
  if ("ok" in period) return period;
  if (await isTaken(scope, owner, period, zone)) {
    return refuseEdit("time_off_overlaps", "startDate" in period ? "startDate" : "start");
  }
  const id = newId();
  await tx
    .insertInto("time_off")
    .values({
      ...{ organization_id: organizationId, id, reason: draft.reason ?? null },
      [`${owner.kind}_id`]: owner.id,
      ...columnsOf(period),
    })
    .execute();
  await announceClosedTime(tx, organizationId, id, scope.now);
  const key = { organizationId, id: owner.id };
  return edited(id, await standingAppointments(tx, owner.kind, key, period));
};

const columnsOf = (period: TimeOffPeriod) =>
  "from" in period
    ? { starts_at: period.from, ends_at: period.to }
    : { start_date: period.startDate, end_date: period.endDate };

const isTaken = async (
  scope: EditScope,
  owner: TimeOffOwner,
  period: TimeOffPeriod,
  zone: string,
): Promise<boolean> => {
  const span = spanOf(period, zone);
  return (await timeOffOf(scope, owner)).some((row) => {
    const other = spanOf(storedPeriod(row), zone);
    return span.from < other.to && other.from < span.to;
  });
};

export const removeTimeOff = async (
  { tx, organizationId }: EditScope,
  id: string,
): Promise<Edited | EditRefusal> => {
  const gone = await tx
    .deleteFrom("time_off")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone ? edited(id) : refuseEdit("unknown_time_off", "id");
};

/** The zone whole dates are read in; null when there is no such owner. */
const zoneOf = async (
  { tx, organizationId }: EditScope,
  { kind, id }: TimeOffOwner,
): Promise<string | null> => {
  if (kind === "location") {
    return (await findThing(tx, kind, { organizationId, id }))?.timezone ?? null;
  }
  if (kind === "resource") {
    const resource = await findThing(tx, kind, { organizationId, id });
    if (!resource) return null;
    const place = { organizationId, id: resource.location_id };
    return (await findThing(tx, "location", place))?.timezone ?? null;
  }
  const provider = await findThing(tx, kind, { organizationId, id });
  if (!provider) return null;
  return provider.timezone ?? (await getOrganization(tx, organizationId)).timezone;
};

const timeOffOf = ({ tx, organizationId }: EditScope, { kind, id }: TimeOffOwner) =>
  tx
    .selectFrom("time_off")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where(`${kind}_id`, "=", id)
    .execute();

const storedPeriod = (row: Selectable<TimeOffTable>): TimeOffPeriod => {
  const { start_date, end_date, starts_at, ends_at } = row;
  if (start_date !== null && end_date !== null) return { startDate: start_date, endDate: end_date };
  if (starts_at !== null && ends_at !== null) return { from: starts_at, to: ends_at };
  throw new Error(`time off ${row.id} has neither dates nor instants`);
};

const spanOf = (period: TimeOffPeriod, zone: string) =>
  "from" in period
    ? { from: period.from.getTime(), to: period.to.getTime() }
    : {
        from: firstInstantOf(zone, parseLocalDate(period.startDate)),
        to: firstInstantOf(zone, parseLocalDate(period.endDate) + 1),
      };
