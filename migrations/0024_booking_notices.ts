import { type Kysely, sql } from "kysely";

/** Who is told of a booking's moves beside whoever made them, where to, and what became of it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table providers add column email text`.execute(db);
  await sql`create table booking_notices (
    organization_id uuid not null,
    id uuid not null,
    booking_id uuid not null,
    event_id uuid not null,
    audience text not null check (audience in ('lead', 'provider')),
    kind text not null check (kind in ('confirmed', 'cancelled', 'offered', 'freed')),
    -- 'chat': the lead's own conversation, which has its deliveries.
    channel text not null check (channel in ('chat', 'email', 'sms')),
    account text,
    address text,
    provider_id uuid,
    starts_at timestamptz,
    status text not null default 'queued'
      check (status in ('queued', 'sent', 'superseded', 'failed', 'dead')),
    attempts integer not null default 0,
    next_at timestamptz not null,
    message_id uuid,
    error_code text,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique nulls not distinct (organization_id, event_id, audience, channel, address),
    check ((channel = 'chat') = (address is null)),
    check ((audience = 'provider') = (provider_id is not null)),
    foreign key (organization_id, booking_id) references bookings (organization_id, id),
    foreign key (organization_id, event_id) references booking_events (organization_id, event_id),
    foreign key (organization_id, provider_id) references providers (organization_id, id),
    foreign key (organization_id, channel, account)
      references channel_accounts (organization_id, channel, account)
  )`.execute(db);
  await sql`create index booking_notices_due on booking_notices (next_at)
    where status = 'queued'`.execute(db);
  await sql`create index booking_notices_by_booking on booking_notices
    (organization_id, booking_id, created_at)`.execute(db);
};
