import { type Kysely, sql } from "kysely";

/**
 * A whole business: rules at four levels, profiles and skills of people, resources, packages,
 * seasons, groups, travel and leads who may not book.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await rulesAtEveryLevel(db);
  await people(db);
  await kindsOfService(db);
  await resources(db);
  await travel(db);
  await blocks(db);
};

const rulesAtEveryLevel = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ["locations", "services", "providers"]) {
    await sql`alter table ${sql.table(table)} add rules jsonb not null default '{}'`.execute(db);
  }
  await sql`update services set rules = jsonb_strip_nulls(jsonb_build_object(
    'minNoticeMinutes', min_notice_minutes, 'slotIntervalMinutes', slot_interval_minutes,
    'maxAdvanceDays', max_advance_days, 'maxPerDay', max_per_day))`.execute(db);
  await sql`alter table services drop min_notice_minutes, drop slot_interval_minutes,
    drop max_advance_days, drop max_per_day`.execute(db);
};

const people = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table providers
    add skills text[] not null default '{}',
    add specialities jsonb not null default '{}',
    add about jsonb not null default '{}',
    add rating double precision check (rating between 0 and 5),
    add rating_count integer not null default 0 check (rating_count >= 0)`.execute(db);
  await sql`alter table locations
    add kind text not null default 'branch' check (kind in ('branch', 'area'))`.execute(db);
};

const kindsOfService = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table services
    add kind text not null default 'fixed' check (kind in ('fixed', 'flexible', 'package')),
    add min_duration_minutes integer check (min_duration_minutes > 0),
    add max_duration_minutes integer check (max_duration_minutes >= min_duration_minutes),
    add duration_step_minutes integer check (duration_step_minutes > 0),
    add travels boolean not null default false,
    add travel_minutes integer not null default 0 check (travel_minutes >= 0),
    add same_provider boolean not null default true,
    add required_skills text[] not null default '{}',
    add consultation_service_id uuid,
    add seasons jsonb not null default '[]',
    add min_participants integer not null default 1 check (min_participants > 0),
    add max_participants integer not null default 1
      check (max_participants >= min_participants),
    add below_minimum text not null default 'keep'
      check (below_minimum in ('keep', 'cancel', 'ask')),
    add minimum_deadline_minutes integer not null default 1440
      check (minimum_deadline_minutes >= 0),
    add foreign key (organization_id, consultation_service_id)
      references services (organization_id, id),
    add check ((kind = 'flexible') = (min_duration_minutes is not null)),
    add check ((kind = 'flexible') = (max_duration_minutes is not null)),
    add check ((kind = 'flexible') = (duration_step_minutes is not null)),
    add check (kind <> 'package' or capacity = 1),
    add check (travels or travel_minutes = 0)`.execute(db);
  await sql`create table service_parts (
    organization_id uuid not null,
    package_id uuid not null,
    position integer not null check (position >= 0),
    service_id uuid not null,
    min_gap_minutes integer not null default 0 check (min_gap_minutes >= 0),
    max_gap_minutes integer not null default 0 check (max_gap_minutes >= min_gap_minutes),
    primary key (organization_id, package_id, position),
    check (service_id <> package_id),
    foreign key (organization_id, package_id) references services (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
};

const resources = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table resources (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    location_id uuid not null,
    kind text not null,
    name text not null,
    position integer not null,
    active boolean not null default true,
    primary key (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id)
  )`.execute(db);
  await sql`create table service_resources (
    organization_id uuid not null,
    service_id uuid not null,
    kind text not null,
    quantity integer not null default 1 check (quantity > 0),
    primary key (organization_id, service_id, kind),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
  await sql`alter table time_off
    add resource_id uuid,
    add foreign key (organization_id, resource_id) references resources (organization_id, id),
    drop constraint time_off_check,
    add constraint time_off_of_one check (num_nonnulls(location_id, provider_id, resource_id) = 1)
  `.execute(db);
};

/** Minutes between two places; whoever works at both needs them between two appointments. */
const travel = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table travel_times (
    organization_id uuid not null,
    from_location_id uuid not null,
    to_location_id uuid not null,
    minutes integer not null check (minutes >= 0),
    primary key (organization_id, from_location_id, to_location_id),
    foreign key (organization_id, from_location_id) references locations (organization_id, id),
    foreign key (organization_id, to_location_id) references locations (organization_id, id)
  )`.execute(db);
};

/** Who may not book: a lead or whoever has this phone or e-mail; anywhere, or only there. */
const blocks = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table lead_blocks (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    lead_id uuid,
    phone text,
    email text,
    location_id uuid,
    service_id uuid,
    provider_id uuid,
    reason text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    check (num_nonnulls(lead_id, phone, email) = 1),
    check (num_nonnulls(location_id, service_id, provider_id) <= 1),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id)
  )`.execute(db);
};
