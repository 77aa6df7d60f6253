import { type Kysely, sql } from "kysely";

/** People who sign in, what they may do in an organization, and the record of what was done. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await people(db);
  await signIn(db);
  await members(db);
  await audit(db);
};

const people = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table people (
    id uuid primary key,
    name text not null,
    email text not null unique check (email = lower(email)),
    email_verified boolean not null default false,
    image text,
    language text check (language in ('vi', 'en')),
    two_factor_enabled boolean default false,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`.execute(db);
  await sql`create table credentials (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    account_id text not null,
    provider_id text not null,
    password text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (provider_id, account_id)
  )`.execute(db);
  await sql`create index credentials_of_person on credentials (person_id)`.execute(db);
};

/** The library that signs people in writes these. */
const signIn = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table sessions (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    token text not null unique,
    active_organization_id uuid references organizations (id),
    ip_address text,
    user_agent text,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`.execute(db);
  await sql`create index sessions_of_person on sessions (person_id)`.execute(db);
  await sql`create table verifications (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`.execute(db);
  await sql`create index verifications_by_identifier on verifications (identifier)`.execute(db);
  await sql`create table two_factors (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    secret text not null,
    backup_codes text not null,
    verified boolean default true,
    failed_verification_count integer default 0,
    locked_until timestamptz
  )`.execute(db);
  await sql`create index two_factors_of_person on two_factors (person_id)`.execute(db);
  await sql`create table sign_in_limits (
    id uuid primary key,
    key text not null unique,
    count integer not null,
    last_request bigint not null
  )`.execute(db);
};

const members = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table members (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    person_id uuid not null references people (id),
    role text not null check (role in ('owner', 'manager', 'sales', 'provider')),
    provider_id uuid,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, person_id),
    foreign key (organization_id, provider_id) references providers (organization_id, id),
    check ((role = 'provider') = (provider_id is not null))
  )`.execute(db);
  await sql`create index members_of_person on members (person_id)`.execute(db);
  await sql`create table invitations (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    email text not null check (email = lower(email)),
    role text not null check (role in ('owner', 'manager', 'sales', 'provider')),
    provider_id uuid,
    token_hash text not null unique,
    status text not null default 'pending' check (status in ('pending', 'accepted', 'cancelled')),
    invited_by text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id)
      on delete cascade,
    check ((role = 'provider') = (provider_id is not null))
  )`.execute(db);
  await sql`create unique index invitations_pending on invitations (organization_id, email)
    where status = 'pending'`.execute(db);
  // A key is given what its holder may do; keys made before roles did what managers do.
  await sql`alter table api_keys add column role text not null default 'manager'
    check (role in ('manager', 'sales'))`.execute(db);
};

const audit = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table audit_log (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    actor_kind text not null check (actor_kind in ('key', 'member', 'house', 'unknown')),
    actor_id uuid,
    actor_name text not null,
    action text not null,
    subject jsonb not null default '{}',
    status integer,
    request_id text,
    created_at timestamptz not null,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create index audit_log_by_age on audit_log
    (organization_id, created_at desc, id)`.execute(db);
  await sql`create index audit_log_by_actor on audit_log
    (organization_id, actor_id, created_at desc)`.execute(db);
};
