import { type Kysely, sql } from "kysely";

/** Where other systems are told of bookings, and what became of each piece of news. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table webhook_endpoints (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    url text not null,
    secret bytea not null,
    active boolean not null default true,
    created_at timestamptz not null,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create table webhook_deliveries (
    organization_id uuid not null,
    id uuid not null default gen_random_uuid(),
    endpoint_id uuid not null,
    event_id uuid not null,
    position bigint not null,
    status text not null default 'queued' check (status in ('queued', 'sent', 'dead')),
    attempts integer not null default 0,
    next_at timestamptz not null,
    response_status integer,
    error_code text,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, endpoint_id, event_id),
    foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id)
      on delete cascade,
    foreign key (organization_id, event_id) references booking_events (organization_id, event_id)
  )`.execute(db);
  await sql`create index webhook_deliveries_queued on webhook_deliveries
    (organization_id, endpoint_id, position) where status = 'queued'`.execute(db);
  await sql`create index webhook_deliveries_by_age on webhook_deliveries
    (organization_id, created_at desc, id)`.execute(db);
  // Queued by whoever writes the event, in its transaction: no news without the fact, and none lost.
  await sql`create function queue_webhooks() returns trigger language plpgsql as $$
    begin
      insert into webhook_deliveries
          (organization_id, endpoint_id, event_id, position, next_at, created_at)
        select new.organization_id, id, new.event_id, new.position, new.timestamp, new.timestamp
        from webhook_endpoints where organization_id = new.organization_id and active;
      return null;
    end $$`.execute(db);
  await sql`create trigger queue_webhooks after insert on booking_events
    for each row when (new.validation_passed) execute function queue_webhooks()`.execute(db);
  // Who reads on from a place must not pass over what was begun before it and committed after.
  await sql`alter table booking_events add column written_by xid8 not null
    default pg_current_xact_id()`.execute(db);
  await sql`create index booking_events_in_order on booking_events
    (organization_id, written_by, position)`.execute(db);
};
