import { type Kysely, sql } from "kysely";

/**
 * Which booking a message of the house tells of, once it was written. No foreign key: its check would
 * wait for whoever changes the booking, who may be waiting for the conversation. It is read by a join
 * on the organization, and bookings are not deleted.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table messages add column told_booking_id uuid`.execute(db);
};
