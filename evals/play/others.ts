import type { Stage } from "./stage.ts";

/** The bookings of everybody else, as one line each. */
export const snapshotOthers = async ({ world, lead }: Stage): Promise<readonly string[]> => {
  const rows = await world.db
    .selectFrom("bookings")
    .select(["id", "state", "starts_at", "provider_id", "version"])
    .where("organization_id", "=", world.organization.id)
    .where("lead_id", "!=", lead.id)
    .orderBy("id")
    .execute();
  return rows.map((row) => JSON.stringify(row));
};

export const countChanges = (before: readonly string[], after: readonly string[]): number =>
  new Set(before).symmetricDifference(new Set(after)).size;
