import { type Kysely, sql } from "kysely";

/** The accounts channels are connected with, and what became of every message sent through them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // What a provider calls a person is no name to book under, but helps people to recognise them.
  await sql`alter table contact_points add column display_name text`.execute(db);
  await sql`create table channel_accounts (
    organization_id uuid not null references organizations (id),
    channel text not null,
    account text not null,
    status text not null default 'active' check (status in ('active', 'revoked')),
    settings jsonb not null default '{}',
    secrets bytea not null,
    next_send_at timestamptz,
    failures integer not null default 0,
    paused_until timestamptz,
    created_at timestamptz not null,
    primary key (organization_id, channel, account),
    unique (channel, account)
  )`.execute(db);
  await deliveries(db);
  await guardStatus(db);
};

const deliveries = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table deliveries (
    organization_id uuid not null,
    id uuid not null default gen_random_uuid(),
    conversation_id uuid not null,
    message_id uuid not null,
    seq integer not null,
    channel text not null,
    account text not null,
    address text not null,
    status text not null default 'queued'
      check (status in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'dead')),
    attempts integer not null default 0,
    next_at timestamptz not null,
    queued_at timestamptz not null,
    provider_ids text[] not null default '{}',
    error_code text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, message_id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id),
    foreign key (organization_id, message_id) references messages (organization_id, id),
    foreign key (organization_id, channel, account)
      references channel_accounts (organization_id, channel, account),
    check ((status in ('failed', 'dead')) <= (error_code is not null))
  )`.execute(db);
  await sql`create index deliveries_unsent on deliveries (organization_id, conversation_id, seq)
    where status in ('queued', 'sending')`.execute(db);
  await sql`create index deliveries_due on deliveries (next_at)
    where status in ('queued', 'sending')`.execute(db);
  await sql`create index deliveries_by_age on deliveries
    (organization_id, status, created_at desc, id)`.execute(db);
};

/** Reports of providers come late and in any order; only a person takes a dead one up again. */
const guardStatus = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function guard_delivery_status() returns trigger language plpgsql as $$
    begin
      if old.status = new.status or (old.status, new.status) in (
        ('queued', 'sending'), ('queued', 'failed'), ('queued', 'dead'),
        ('sending', 'sent'), ('sending', 'failed'), ('sending', 'dead'),
        ('sent', 'delivered'), ('sent', 'read'), ('sent', 'failed'),
        ('delivered', 'read'), ('dead', 'queued')
      ) then
        return new;
      end if;
      raise exception 'a delivery does not go from % to %', old.status, new.status
        using errcode = 'check_violation', constraint = 'delivery_moves_forward';
    end $$`.execute(db);
  await sql`create trigger guard_delivery_status before update of status on deliveries
    for each row execute function guard_delivery_status()`.execute(db);
};
