import type { Db, Tx } from "../connect.ts";

const minutesOf = (wallTime: string): number => {
  const [hours = 0, minutes = 0] = wallTime.split(":").map(Number);
  return hours * 60 + minutes;
};

/** Earliest opening and latest closing over all places, in minutes of the day. */
export const loadOpenHours = async (
  db: Db | Tx,
  organizationId: string,
): Promise<{ fromMinute: number; toMinute: number }> => {
  const row = await db
    .selectFrom("working_hours")
    .select((eb) => [eb.fn.min("starts").as("earliest"), eb.fn.max("ends").as("latest")])
    .where("organization_id", "=", organizationId)
    .where("provider_id", "is", null)
    .where("kind", "=", "open")
    .executeTakeFirst();
  return row?.earliest && row.latest
    ? { fromMinute: minutesOf(row.earliest), toMinute: minutesOf(row.latest) }
    : { fromMinute: 0, toMinute: 24 * 60 };
};
