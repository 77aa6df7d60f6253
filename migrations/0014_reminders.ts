import { type Kysely, sql } from "kysely";

/** What falls due for a booking by itself, and what became of it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table reminders (
    organization_id uuid not null,
    id uuid not null,
    booking_id uuid not null,
    kind text not null check (kind in ('confirm', 'prepare', 'day_before', 'soon', 'unanswered',
      'start', 'show_up', 'no_show', 'missed', 'feedback', 'recall', 'reengage')),
    -- What it is reckoned from: the start of the appointment, the visit, the silence.
    occasion timestamptz not null,
    attempt integer not null default 1 check (attempt > 0),
    due_at timestamptz not null,
    useful_until timestamptz,
    status text not null default 'planned'
      check (status in ('planned', 'sent', 'done', 'skipped', 'cancelled')),
    why text,
    message_id uuid,
    planned_at timestamptz not null,
    settled_at timestamptz,
    primary key (organization_id, id),
    check ((status = 'planned') = (settled_at is null)),
    check ((status = 'sent') = (message_id is not null)),
    check ((status in ('skipped', 'cancelled')) = (why is not null)),
    foreign key (organization_id, booking_id) references bookings (organization_id, id),
    foreign key (organization_id, message_id) references messages (organization_id, id)
  )`.execute(db);
  await sql`create index reminders_due on reminders (due_at) where status = 'planned'`.execute(db);
  // One of a kind for one occasion, however often it is planned; what was taken back may come again.
  await sql`create unique index reminders_once on reminders
    (organization_id, booking_id, kind, occasion, attempt)
    where status in ('planned', 'sent', 'done')`.execute(db);
  await sql`alter table bookings
    add column confirmed_by_reminder boolean not null default false`.execute(db);
  await sql`create index bookings_by_silence on bookings (last_communication_at)
    where state in ('INQUIRY', 'SERVICE_SELECTED', 'SLOT_PROPOSED', 'RESCHEDULED',
      'PAYMENT_PENDING')`.execute(db);
};
