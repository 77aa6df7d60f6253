import { type Kysely, sql } from "kysely";

/** Who writes to us and what was said. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await leads(db);
  await conversations(db);
  await turns(db);
  await messages(db);
  await outbox(db);
};

const leads = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table leads (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text,
    phone text,
    email text,
    language text check (language in ('vi', 'en')),
    timezone text,
    preferences jsonb not null default '{}',
    details jsonb not null default '{}',
    blocked boolean not null default false,
    unstable boolean not null default false,
    opted_out_at timestamptz,
    created_at timestamptz not null,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create index leads_by_age on leads (organization_id, created_at desc, id)`.execute(db);
  await sql`create index leads_by_phone on leads (organization_id, phone)`.execute(db);
  await sql`create index leads_by_email on leads (organization_id, email)`.execute(db);
  await sql`create table contact_points (
    organization_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    channel text not null,
    account text not null,
    address text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, channel, account, address),
    foreign key (organization_id, lead_id) references leads (organization_id, id)
  )`.execute(db);
};

const conversations = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table conversations (
    organization_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    contact_point_id uuid not null,
    channel text not null,
    account text not null,
    language text not null check (language in ('vi', 'en')),
    owner text not null default 'ai' check (owner in ('ai', 'waiting', 'human')),
    owner_reason text,
    last_seq integer not null default 0,
    answered_seq integer not null default 0,
    focus jsonb not null default '{}',
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, contact_point_id) references contact_points (organization_id, id)
  )`.execute(db);
  await sql`create index conversations_unanswered on conversations (organization_id, id)
    where last_seq > answered_seq and owner = 'ai'`.execute(db);
  await sql`create index conversations_by_age on conversations
    (organization_id, created_at desc, id)`.execute(db);
  await sql`create index conversations_by_contact on conversations
    (organization_id, contact_point_id, created_at desc)`.execute(db);
};

const turns = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table turns (
    organization_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    first_seq integer not null,
    last_seq integer not null,
    status text not null check (status in ('running', 'answered', 'silent')),
    trace jsonb,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id)
  )`.execute(db);
  await sql`create unique index turns_one_running on turns (organization_id, conversation_id)
    where status = 'running'`.execute(db);
};

const messages = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table messages (
    organization_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    seq integer not null,
    author text not null check (author in ('lead', 'ai', 'sales', 'system')),
    text text not null,
    choice_id text,
    choices jsonb not null default '[]',
    channel_data jsonb,
    turn_id uuid,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, conversation_id, seq),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id),
    foreign key (organization_id, turn_id) references turns (organization_id, id)
  )`.execute(db);
  await sql`create unique index messages_one_reply_per_turn on messages (organization_id, turn_id)
    where turn_id is not null and author = 'ai'`.execute(db);
  await sql`create table inbox (
    organization_id uuid not null,
    channel text not null,
    account text not null,
    delivery_id text not null,
    message_id uuid not null,
    received_at timestamptz not null,
    primary key (organization_id, channel, account, delivery_id),
    foreign key (organization_id, message_id) references messages (organization_id, id)
  )`.execute(db);
};

const outbox = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table outbox (
    organization_id uuid not null references organizations (id),
    id bigint generated always as identity primary key,
    topic text not null,
    payload jsonb not null,
    created_at timestamptz not null
  )`.execute(db);
  await sql`create table operations (
    organization_id uuid not null references organizations (id),
    key text not null,
    request jsonb not null,
    result jsonb not null,
    created_at timestamptz not null,
    primary key (organization_id, key)
  )`.execute(db);
};
