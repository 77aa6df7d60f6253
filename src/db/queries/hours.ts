import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { HourOverridesTable, TimeOffTable, WorkingHoursTable } from "../tables/catalog.ts";

export interface StoredHours {
  readonly hours: Selectable<WorkingHoursTable>[];
  readonly overrides: Selectable<HourOverridesTable>[];
  readonly timeOff: Selectable<TimeOffTable>[];
}

/** All hours of these providers and of the locations, in three queries whatever their number. */
export const loadHours = async (
  db: Db | Tx,
  organizationId: string,
  providerIds: readonly string[],
): Promise<StoredHours> => {
  const hours = await db
    .selectFrom("working_hours")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where((eb) =>
      eb.or([eb("provider_id", "is", null), eb("provider_id", "in", [...providerIds])]),
    )
    .orderBy("weekday")
    .orderBy("starts")
    .execute();
  const overrides = await db
    .selectFrom("hour_overrides")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where((eb) =>
      eb.or([eb("provider_id", "is", null), eb("provider_id", "in", [...providerIds])]),
    )
    .execute();
  const timeOff = await db
    .selectFrom("time_off")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where((eb) =>
      eb.or([eb("provider_id", "is", null), eb("provider_id", "in", [...providerIds])]),
    )
    .execute();
  return { hours, overrides, timeOff };
};
