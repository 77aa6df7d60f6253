import { type Kysely, sql } from "kysely";

/** What an organization offers: places, people, services, hours, questions, answers. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create extension if not exists btree_gist`.execute(db);
  await places(db);
  await services(db);
  await hours(db);
  await answers(db);
};

const places = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table organizations (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    locale text not null check (locale in ('vi', 'en')),
    timezone text not null,
    currency text not null,
    phone text,
    policy jsonb not null default '{}',
    created_at timestamptz not null
  )`.execute(db);
  await sql`create table locations (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text not null,
    aliases text[] not null default '{}',
    address text not null,
    timezone text not null,
    position integer not null,
    active boolean not null default true,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create table providers (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text not null,
    aliases text[] not null default '{}',
    timezone text,
    gender text,
    languages text[] not null default '{}',
    position integer not null,
    active boolean not null default true,
    primary key (organization_id, id)
  )`.execute(db);
};

const services = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table services (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text not null,
    translations jsonb not null default '{}',
    aliases text[] not null default '{}',
    description text not null default '',
    duration_minutes integer not null check (duration_minutes > 0),
    slot_interval_minutes integer not null check (slot_interval_minutes > 0),
    buffer_before_minutes integer not null default 0 check (buffer_before_minutes >= 0),
    buffer_after_minutes integer not null default 0 check (buffer_after_minutes >= 0),
    min_notice_minutes integer not null default 0 check (min_notice_minutes >= 0),
    max_advance_days integer check (max_advance_days >= 0),
    max_per_day integer check (max_per_day > 0),
    capacity integer not null default 1 check (capacity > 0),
    price_minor bigint check (price_minor >= 0),
    payment_required boolean not null default false,
    payment_methods text[] not null default '{}',
    position integer not null,
    active boolean not null default true,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create table provider_services (
    organization_id uuid not null,
    provider_id uuid not null,
    service_id uuid not null,
    primary key (organization_id, provider_id, service_id),
    foreign key (organization_id, provider_id) references providers (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
};

/** Rows without a provider are the location's own; rows with one are that provider's hours there. */
const hours = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table working_hours (
    organization_id uuid not null,
    id uuid not null,
    location_id uuid not null,
    provider_id uuid,
    kind text not null check (kind in ('open', 'break')),
    weekday integer not null check (weekday between 1 and 7),
    starts text not null check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    ends text not null check (ends ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
    primary key (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id)
  )`.execute(db);
  await sql`create table hour_overrides (
    organization_id uuid not null,
    id uuid not null,
    location_id uuid not null,
    provider_id uuid,
    date date not null,
    intervals jsonb not null,
    primary key (organization_id, id),
    unique nulls not distinct (organization_id, location_id, provider_id, date),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id)
  )`.execute(db);
  await sql`create table time_off (
    organization_id uuid not null,
    id uuid not null,
    location_id uuid,
    provider_id uuid,
    start_date date,
    end_date date,
    starts_at timestamptz,
    ends_at timestamptz,
    reason text,
    primary key (organization_id, id),
    check ((location_id is null) <> (provider_id is null)),
    check (coalesce(start_date <= end_date, false) <> coalesce(starts_at < ends_at, false)),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id)
  )`.execute(db);
};

const answers = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table sop_questions (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    service_id uuid,
    field text not null,
    kind text not null check (kind in ('yes_no', 'text')),
    scope text not null check (scope in ('lead', 'booking')),
    question jsonb not null,
    position integer not null,
    primary key (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
  await sql`create table knowledge (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    topic text not null,
    keywords text[] not null,
    answer jsonb not null,
    position integer not null,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create table api_keys (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text not null,
    hash text not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz,
    primary key (organization_id, id)
  )`.execute(db);
};
