import { type Kysely, sql } from "kysely";

/** An address is an endpoint once, however often it is added; the last one added is the one in use. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`delete from webhook_endpoints as old using webhook_endpoints as new
    where new.organization_id = old.organization_id and new.url = old.url
      and (new.created_at, new.id) > (old.created_at, old.id)`.execute(db);
  await sql`alter table webhook_endpoints
    add constraint webhook_endpoints_once unique (organization_id, url)`.execute(db);
};
