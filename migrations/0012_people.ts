import { type Kysely, sql } from "kysely";

/** What people want to be written about and when, and which of their addresses are one person's. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table leads
    add column reminders_off_at timestamptz,
    add column marketing_since timestamptz`.execute(db);
  // Who asked for what and with which words: nothing in it is ever changed.
  await sql`create table contact_wishes (
    organization_id uuid not null,
    id bigint generated always as identity,
    lead_id uuid not null,
    purpose text not null check (purpose in ('all', 'reminders', 'marketing')),
    wanted boolean not null,
    conversation_id uuid not null,
    at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, conversation_id, at, purpose, wanted),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id)
  )`.execute(db);
  // Null: it answers, or tells of the lead's own booking.
  await sql`alter table messages add column purpose text
    check (purpose in ('reminders', 'marketing'))`.execute(db);
  // In quiet hours what nobody waits for stands back, and answers overtake it.
  await sql`alter table deliveries add column held_until timestamptz`.execute(db);
  await sql`alter table contact_points
    add column proven_kind text check (proven_kind in ('phone', 'email')),
    add column proven_value text,
    add check ((proven_kind is null) = (proven_value is null))`.execute(db);
  await sql`create table proofs (
    organization_id uuid not null,
    kind text not null check (kind in ('phone', 'email')),
    value text not null,
    lead_id uuid not null,
    proven_at timestamptz not null,
    primary key (organization_id, kind, value),
    foreign key (organization_id, lead_id) references leads (organization_id, id)
  )`.execute(db);
  await linkCodes(db);
};

const linkCodes = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table link_codes (
    organization_id uuid not null,
    code_hash bytea not null,
    lead_id uuid not null,
    expires_at timestamptz not null,
    -- The conversation that named the code and has been asked whether it means it.
    asked_in uuid,
    used_at timestamptz,
    primary key (organization_id, code_hash),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, asked_in) references conversations (organization_id, id)
  )`.execute(db);
  await sql`create index link_codes_asked on link_codes (organization_id, asked_in)
    where asked_in is not null and used_at is null`.execute(db);
};
