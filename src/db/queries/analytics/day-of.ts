import { type RawBuilder, sql } from "kysely";

/**
 * Whether an instant is on a local day. The first two conditions find it by an index; clocks move by
 * three hours at most, and the third decides.
 */
export const isOnDay = (
  instant: string,
  { day, zone }: { readonly day: string; readonly zone: string },
): RawBuilder<boolean> => {
  const column = sql.ref(instant);
  return sql<boolean>`(${column} >= (${day}::date::timestamp at time zone ${zone}) - interval '3 hours'
    and ${column} < ((${day}::date + 1)::timestamp at time zone ${zone}) + interval '3 hours'
    and (${column} at time zone ${zone})::date = ${day}::date)`;
};
