import { type Kysely, sql } from "kysely";

/**
 * What a turn was answered from: the facts a model was shown and what its tools found. It goes with its
 * turn, and is forgotten long before.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table turn_recordings (
    organization_id uuid not null,
    turn_id uuid not null,
    recorded_at timestamptz not null,
    recording jsonb not null,
    primary key (organization_id, turn_id),
    foreign key (organization_id, turn_id) references turns (organization_id, id) on delete cascade
  )`.execute(db);
  // What became of the conversations of one prompt.
  await sql`create index bookings_by_conversation on bookings (organization_id, conversation_id)
    where conversation_id is not null`.execute(db);
  await sql`create index turn_recordings_by_age on turn_recordings (recorded_at)`.execute(db);
};
