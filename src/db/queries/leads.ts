import type { Selectable } from "kysely";

import type { Db, Tx } from "../connect.ts";
import type { LeadsTable } from "../tables/conversations.ts";

export type Lead = Selectable<LeadsTable>;

export const findLead = (
  db: Db | Tx,
  organizationId: string,
  id: string,
): Promise<Lead | undefined> =>
  db
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();

/** Locks a lead whose bookings are counted or compared, so that two of them cannot race. */
export const lockLead = (tx: Tx, organizationId: string, id: string): Promise<Lead | undefined> =>
  tx
    .selectFrom("leads")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** Channels and addresses by which the lead can be reached: channel names, `phone`, `email`. */
export const listWaysToReach = async (
  db: Db | Tx,
  organizationId: string,
  lead: Lead,
): Promise<string[]> => {
  const points = await db
    .selectFrom("contact_points")
    .select("channel")
    .where("organization_id", "=", organizationId)
    .where("lead_id", "=", lead.id)
    .execute();
  return [
    ...points.map(({ channel }) => channel),
    ...(lead.phone ? ["phone"] : []),
    ...(lead.email ? ["email"] : []),
  ];
};
