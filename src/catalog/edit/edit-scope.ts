import { sql } from "kysely";

import type { Tx } from "#src/db/connect.ts";
import type { StandingAppointment } from "#src/db/queries/standing-appointments.ts";
import type { UngivenService } from "#src/db/queries/ungiven-services.ts";

/** One edit of one organization's catalog, in one transaction. */
export interface EditScope {
  readonly tx: Tx;
  readonly organizationId: string;
  readonly now: Date;
  readonly newId: () => string;
}

/** What was written, and what stands in the catalog and the calendar that it no longer serves. */
export interface Edited {
  readonly ok: true;
  readonly id: string;
  readonly affected: readonly StandingAppointment[];
  /** Services that nobody can give since this edit. */
  readonly ungiven: readonly UngivenService[];
}

export const edited = (
  id: string,
  affected: readonly StandingAppointment[] = [],
  ungiven: readonly UngivenService[] = [],
): Edited => ({ ok: true, id, affected, ungiven });

/**
 * Lets one edit of an organization run at a time, so that what an edit has checked is still so when
 * it is committed. Bookings do not wait for it.
 */
export const lockCatalog = async ({ tx, organizationId }: EditScope): Promise<void> => {
  await sql`select from organizations where id = ${organizationId} for no key update`.execute(tx);
};
