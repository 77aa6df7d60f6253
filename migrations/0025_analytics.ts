import { type Kysely, sql } from "kysely";

/**
 * What is counted of each local day of an organization, and which days must be counted anew. The
 * counts are derived: every row of a day is rewritten together, from the tables that are the truth.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await work(db);
  await bookings(db);
  await talks(db);
  await changesOfTalks(db);
  await indexes(db);
};

const work = async (db: Kysely<unknown>): Promise<void> => {
  // Up to which event the days of an organization are known to be stale, and on whose clock.
  await sql`create table analytics_positions (
    organization_id uuid primary key references organizations (id),
    written_by xid8 not null,
    position bigint not null,
    timezone text not null
  )`.execute(db);
  await sql`create table analytics_stale_days (
    organization_id uuid not null references organizations (id),
    day date not null,
    due_at timestamptz not null,
    primary key (organization_id, day)
  )`.execute(db);
  await sql`create index analytics_stale_days_due on analytics_stale_days (due_at)`.execute(db);
};

const bookings = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table analytics_inquiries (
    organization_id uuid not null references organizations (id),
    day date not null,
    location_id uuid,
    service_id uuid,
    channel text not null,
    inquiries integer not null,
    selected integer not null,
    proposed integer not null,
    confirmed integer not null,
    completed integer not null,
    confirm_seconds double precision not null,
    slots_offered integer not null,
    slots_confirmed integer not null
  )`.execute(db);
  await sql`create table analytics_moves (
    organization_id uuid not null references organizations (id),
    day date not null,
    location_id uuid,
    service_id uuid,
    kind text not null check (kind in
      ('confirmed', 'completed', 'no_show', 'cancelled', 'withdrawn', 'rescheduled')),
    reason text not null,
    moves integer not null,
    ahead_seconds double precision not null
  )`.execute(db);
  await sql`create table analytics_appointments (
    organization_id uuid not null references organizations (id),
    day date not null,
    hour smallint not null,
    location_id uuid,
    service_id uuid,
    appointments integer not null
  )`.execute(db);
  await sql`create table analytics_provider_days (
    organization_id uuid not null references organizations (id),
    day date not null,
    provider_id uuid not null,
    location_id uuid,
    minutes double precision not null,
    double_booked integer not null
  )`.execute(db);
  for (const name of ["inquiries", "moves", "appointments", "provider_days"]) {
    const table = `analytics_${name}`;
    await sql`create index ${sql.ref(`${table}_by_day`)} on ${sql.table(table)}
      (organization_id, day)`.execute(db);
  }
};

const talks = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table analytics_talks (
    organization_id uuid not null references organizations (id),
    day date not null,
    channel text not null,
    conversations integer not null default 0,
    alone integer not null default 0,
    assisted integer not null default 0,
    handed_over integer not null default 0,
    durable integer not null default 0,
    reopened integer not null default 0,
    approved integer not null default 0,
    edited integer not null default 0,
    rejected integer not null default 0
  )`.execute(db);
  await sql`create index analytics_talks_by_day on analytics_talks (organization_id, day)`.execute(
    db,
  );
};

/** Noted by whoever writes, in its transaction, and taken away by whoever counts. */
const changesOfTalks = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table conversation_changes (
    organization_id uuid not null references organizations (id),
    id bigint generated always as identity primary key,
    conversation_id uuid not null
  )`.execute(db);
  await sql`create index conversation_changes_in_order on conversation_changes
    (organization_id, id)`.execute(db);
  await sql`create function note_changed_conversations() returns trigger language plpgsql as $$
    begin
      insert into conversation_changes (organization_id, conversation_id)
        select distinct organization_id, conversation_id from changed;
      return null;
    end $$`.execute(db);
  for (const [table, what] of [
    ["messages", "insert"],
    ["suggestions", "insert"],
    ["suggestions", "update"],
  ] as const) {
    await sql`create trigger ${sql.ref(`note_change_by_${what}`)}
      after ${sql.raw(what)} on ${sql.table(table)}
      referencing new table as changed for each statement
      execute function note_changed_conversations()`.execute(db);
  }
  await sql`create function note_changed_conversation() returns trigger language plpgsql as $$
    begin
      insert into conversation_changes (organization_id, conversation_id)
        values (new.organization_id, new.id);
      return null;
    end $$`.execute(db);
  await sql`create trigger note_new_conversation after insert on conversations
    for each row execute function note_changed_conversation()`.execute(db);
  await sql`create trigger note_change_of_owner after update of owner on conversations
    for each row when (old.owner is distinct from new.owner)
    execute function note_changed_conversation()`.execute(db);
};

const indexes = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index booking_events_by_time on booking_events (organization_id, timestamp)
    where validation_passed and to_state in
      ('SLOT_CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'RESCHEDULED')`.execute(db);
  await sql`create index allocations_offered on allocations (organization_id, booking_id)
    where offered_at is not null and part = 0 and provider_id is not null`.execute(db);
  await sql`create index turns_by_age on turns (organization_id, started_at desc, id)`.execute(db);
  await sql`create index suggestions_by_decision on suggestions (organization_id, decided_at)
    where decided_at is not null`.execute(db);
};
