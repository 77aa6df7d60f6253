import { type Kysely, sql } from "kysely";

/** Beside the words in which a move or a cancellation was explained: what they come to. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table bookings
    add column reschedule_reason_code text,
    add column cancellation_reason_code text`.execute(db);
  await sql`alter table booking_events add column reason_code text`.execute(db);
};
