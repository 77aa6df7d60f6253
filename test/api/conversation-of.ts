import { randomUUID } from "node:crypto";

import { sql } from "kysely";

import type { ApiWorld } from "./world.ts";

/** A web chat of a lead at the clinic; nothing was said in it yet. */
export const conversationOf = async (world: ApiWorld, leadId: string): Promise<string> => {
  const { organizationId: organization_id } = world.clinic;
  const contact_point_id = randomUUID();
  const id = randomUUID();
  const created_at = world.now();
  const at = { organization_id, lead_id: leadId, created_at };
  await sql`insert into contact_points (organization_id, id, lead_id, channel, account, address, created_at)
    values (${organization_id}, ${contact_point_id}, ${leadId}, 'web-chat', 'site', ${id}, ${created_at})`.execute(
    world.db,
  );
  await world.db
    .insertInto("conversations")
    .values({ ...at, id, contact_point_id, channel: "web-chat", account: "site", language: "vi" })
    .execute();
  return id;
};
