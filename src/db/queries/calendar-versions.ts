import type { Db } from "../connect.ts";

/** By provider, resource and, for its catalog and hours, the organization itself. */
export type CalendarVersions = ReadonlyMap<string, number>;

/**
 * How often each calendar of an organization was written to, in one query; of these holders only
 * when they are named. What was never written to is not in it.
 */
export const readCalendarVersions = async (
  db: Db,
  organizationId: string,
  holderIds?: readonly string[],
): Promise<CalendarVersions> => {
  const rows = await db
    .selectFrom("calendar_versions")
    .select(["holder_id", "version"])
    .where("organization_id", "=", organizationId)
    .$if(holderIds !== undefined, (narrowed) =>
      narrowed.where("holder_id", "in", [...(holderIds ?? [])]),
    )
    .execute();
  return new Map(rows.map(({ holder_id, version }) => [holder_id, version]));
};
