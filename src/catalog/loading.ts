import type { Tx } from "#src/db/connect.ts";
import type { Template } from "./template.ts";
import type { NameId } from "./template-ids.ts";

/** One template on its way into the database. */
export interface Loading {
  readonly tx: Tx;
  readonly template: Template;
  readonly organizationId: string;
  readonly newId: NameId;
  readonly now: Date;
}
