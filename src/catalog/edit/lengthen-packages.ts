import { sql } from "kysely";

import type { EditScope } from "./edit-scope.ts";

/** Packages become as much longer, or shorter, as a part of theirs has, each time they hold it. */
export const lengthenPackages = async (
  { tx, organizationId }: EditScope,
  serviceId: string,
  minutes: number,
): Promise<void> => {
  if (minutes === 0) return;
  await sql`update services whole
    set duration_minutes = greatest(whole.duration_minutes + ${minutes}::int * held.times, 1)
    from (
      select package_id, count(*)::int as times from service_parts
      where organization_id = ${organizationId} and service_id = ${serviceId}
      group by package_id
    ) held
    where whole.organization_id = ${organizationId} and whole.id = held.package_id`.execute(tx);
};
