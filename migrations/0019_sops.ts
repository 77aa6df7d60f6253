import { type Kysely, sql } from "kysely";

/** How an organization works, in versions that never change, and which of them was answered. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await versions(db);
  await answered(db);
  await fromQuestions(db);
};

const versions = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table sops (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    position integer not null,
    -- The one in force.
    version integer not null check (version > 0),
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create table sop_versions (
    organization_id uuid not null,
    sop_id uuid not null,
    version integer not null check (version > 0),
    name text not null,
    active boolean not null,
    audience text not null check (audience in ('everybody', 'first_time')),
    all_services boolean not null,
    questions jsonb not null check (jsonb_typeof(questions) = 'array'),
    preparations jsonb not null check (jsonb_typeof(preparations) = 'array'),
    made_at timestamptz not null,
    made_by text not null,
    primary key (organization_id, sop_id, version),
    foreign key (organization_id, sop_id) references sops (organization_id, id)
      deferrable initially deferred
  )`.execute(db);
  await sql`alter table sops add foreign key (organization_id, id, version)
    references sop_versions (organization_id, sop_id, version)
    deferrable initially deferred`.execute(db);
  await sql`create table sop_version_services (
    organization_id uuid not null,
    sop_id uuid not null,
    version integer not null,
    service_id uuid not null,
    primary key (organization_id, sop_id, version, service_id),
    foreign key (organization_id, sop_id, version)
      references sop_versions (organization_id, sop_id, version),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
  await sql`create index sop_version_services_of_service on sop_version_services
    (organization_id, service_id)`.execute(db);
  await sql`create function keep_sop_version() returns trigger language plpgsql as $$
    begin
      raise exception 'version % of the SOP % does not change', old.version, old.sop_id;
    end $$`.execute(db);
  await sql`create trigger keep_sop_version before update or delete on sop_versions
    for each row execute function keep_sop_version()`.execute(db);
};

/** By field: which SOP asked, in which version, and when it was answered. */
const answered = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table leads add column answered jsonb not null default '{}'`.execute(db);
  await sql`alter table bookings add column answered jsonb not null default '{}'`.execute(db);
  await sql`alter table reminders
    add column sop_id uuid,
    add column sop_version integer,
    add column preparation integer,
    add check ((sop_id is null) = (sop_version is null)
      and (sop_id is null) = (preparation is null)),
    add check (sop_id is null or kind = 'prepare'),
    add foreign key (organization_id, sop_id, sop_version)
      references sop_versions (organization_id, sop_id, version)`.execute(db);
  await sql`drop index reminders_once`.execute(db);
  await sql`create unique index reminders_once on reminders
    (organization_id, booking_id, kind, occasion, attempt, sop_id, preparation)
    nulls not distinct where status in ('planned', 'sent', 'done')`.execute(db);
};

/** The questions of a service, or of all of them, become one SOP in its first version. */
const fromQuestions = async (db: Kysely<unknown>): Promise<void> => {
  const id = sql`md5(asked.organization_id || '/' || coalesce(asked.service_id::text, ''))::uuid`;
  await sql`insert into sops
    select organization_id, ${id}, row_number() over (
      partition by organization_id order by service_id is not null, min(position)) - 1, 1
    from sop_questions asked group by organization_id, service_id`.execute(db);
  await sql`insert into sop_versions
    select asked.organization_id, ${id}, 1, coalesce(services.name, organizations.name), true,
      'everybody', asked.service_id is null,
      jsonb_agg(jsonb_build_object('field', asked.field, 'type', asked.kind,
        'scope', asked.scope, 'before', 'SLOT_PROPOSED', 'question', asked.question,
        'options', '[]'::jsonb, 'range', null, 'accepts', null,
        'otherwise', jsonb_build_object('say', null, 'next', 'refuse'),
        'validMonths', null, 'since', null) order by asked.position),
      '[]', now(), 'migration'
    from sop_questions asked
      join organizations on organizations.id = asked.organization_id
      left join services on services.organization_id = asked.organization_id
        and services.id = asked.service_id
    group by asked.organization_id, asked.service_id, services.name, organizations.name`.execute(
    db,
  );
  await sql`insert into sop_version_services
    select distinct organization_id, ${id}, 1, service_id
    from sop_questions asked where service_id is not null`.execute(db);
  await sql`drop table sop_questions`.execute(db);
};
