import { sql } from "kysely";

import type { Tx } from "../../connect.ts";
import { countAppointments } from "./count-appointments.ts";
import { countInquiries } from "./count-inquiries.ts";
import { countMoves } from "./count-moves.ts";
import { countTalks } from "./count-talks.ts";
import type { Counted } from "./note-changes.ts";

/** One local day of an organization. */
export interface Day extends Counted {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly now: Date;
}

const counts = [
  "analytics_inquiries",
  "analytics_moves",
  "analytics_appointments",
  "analytics_provider_days",
  "analytics_talks",
] as const;

/**
 * Takes the next stale day of an organization and counts it anew, from nothing. False when none is
 * due. A day that is marked meanwhile stays marked: whoever marks it waits for this transaction.
 */
export const recountNextDay = async (tx: Tx, counted: Counted, now: Date): Promise<boolean> => {
  const { organizationId } = counted;
  const { rows } = await sql<{ day: string }>`delete from analytics_stale_days
    where organization_id = ${organizationId} and day = (
      select day from analytics_stale_days
      where organization_id = ${organizationId} and due_at <= ${now}
      order by day desc limit 1 for update skip locked)
    returning day`.execute(tx);
  const [row] = rows;
  if (!row) return false;
  await recount(tx, { ...counted, day: row.day, now });
  return true;
};

const recount = async (tx: Tx, day: Day): Promise<void> => {
  for (const table of counts) {
    await tx
      .deleteFrom(table)
      .where("organization_id", "=", day.organizationId)
      .where("day", "=", day.day)
      .execute();
  }
  await countInquiries(tx, day);
  await countMoves(tx, day);
  await countAppointments(tx, day);
  const settlesAt = await countTalks(tx, day);
  if (settlesAt === null) return;
  await sql`insert into analytics_stale_days (organization_id, day, due_at)
    values (${day.organizationId}, ${day.day}, ${settlesAt}) on conflict do nothing`.execute(tx);
};
