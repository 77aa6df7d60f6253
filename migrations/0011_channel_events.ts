import { type Kysely, sql } from "kysely";

/** What providers tell of messages after they were stored or sent, and how their messages are named. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table inbox add column provider_message_id text`.execute(db);
  await sql`create index inbox_by_provider_message on inbox
    (organization_id, channel, account, provider_message_id)
    where provider_message_id is not null`.execute(db);
  await sql`create index inbox_by_message on inbox (organization_id, message_id)`.execute(db);
  await sql`create index deliveries_by_provider_id on deliveries using gin (provider_ids)`.execute(
    db,
  );
  await sql`alter table messages add column reactions jsonb not null default '{}'`.execute(db);
  // Voice is listened to live: what is said there is read and never sent.
  await sql`alter table channel_accounts add column delivers boolean not null default true`.execute(
    db,
  );
  await sql`create table parked_events (
    organization_id uuid not null,
    id bigint generated always as identity,
    channel text not null,
    account text not null,
    provider_message_id text not null,
    event jsonb not null,
    arrived_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, channel, account)
      references channel_accounts (organization_id, channel, account)
  )`.execute(db);
  await sql`create index parked_events_by_message on parked_events
    (organization_id, channel, account, provider_message_id)`.execute(db);
  await sql`create index parked_events_by_age on parked_events (arrived_at)`.execute(db);
};
