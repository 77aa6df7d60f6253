import { type Kysely, sql } from "kysely";

/** Bookings of groups, lengths, packages and series, and the time they take of resources too. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await series(db);
  await bookings(db);
  await allocations(db);
  await guard(db);
  await waitlist(db);
};

const series = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table booking_series (
    organization_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    service_id uuid not null,
    rule text not null,
    timezone text not null,
    starts_local text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
};

const bookings = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table bookings
    add participants integer not null default 1 check (participants > 0),
    add duration_minutes integer check (duration_minutes > 0),
    add parts jsonb not null default '[]',
    add series_id uuid,
    add series_position integer,
    add foreign key (organization_id, series_id) references booking_series (organization_id, id),
    add check ((series_id is null) = (series_position is null))`.execute(db);
  await sql`create unique index bookings_by_series on bookings
    (organization_id, series_id, series_position) where series_id is not null`.execute(db);
  await sql`create index bookings_of_providers on bookings (organization_id, provider_id, starts_at)
    where starts_at is not null`.execute(db);
  await sql`create table booking_participants (
    organization_id uuid not null,
    booking_id uuid not null,
    position integer not null check (position > 0),
    name text not null,
    phone text,
    email text,
    primary key (organization_id, booking_id, position),
    foreign key (organization_id, booking_id) references bookings (organization_id, id)
  )`.execute(db);
};

/** `holder_id` is whoever the time is taken from: a provider, or a resource used with one. */
const allocations = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table allocations
    add resource_id uuid,
    add with_provider_id uuid,
    add units integer not null default 1 check (units > 0),
    add part integer not null default 0 check (part >= 0),
    alter provider_id drop not null,
    add holder_id uuid not null generated always as (coalesce(provider_id, resource_id)) stored,
    add check (num_nonnulls(provider_id, resource_id) = 1),
    add check (units <= capacity),
    add foreign key (organization_id, resource_id) references resources (organization_id, id),
    drop constraint one_allocation_at_a_time`.execute(db);
  await sql`alter table allocations add constraint one_allocation_at_a_time exclude using gist
    (holder_id with =, during with &&) where (released_at is null and capacity = 1)`.execute(db);
  await sql`drop index allocations_active`.execute(db);
  await sql`create index allocations_active on allocations using gist (holder_id, during)
    where released_at is null`.execute(db);
};

/**
 * Only places of one group service, given by one provider, may run at once. Their peak load changes
 * only where an allocation starts, so counting at the start of the new one and at every start
 * inside it finds the peak.
 */
const guard = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop trigger guard_allocation_capacity on allocations`.execute(db);
  await sql`create or replace function guard_allocation_capacity() returns trigger
    language plpgsql as $$
    declare
      holder uuid := coalesce(new.provider_id, new.resource_id);
      peak integer;
    begin
      if new.released_at is not null then
        return new;
      end if;
      if new.provider_id is not null then
        perform from providers
          where organization_id = new.organization_id and id = new.provider_id for no key update;
      else
        perform from resources
          where organization_id = new.organization_id and id = new.resource_id for no key update;
      end if;
      if exists (
        select from allocations other
        where other.holder_id = holder and other.during && new.during
          and other.released_at is null and other.id <> new.id
          and (other.capacity = 1 or new.capacity = 1
               or other.service_id is distinct from new.service_id
               or other.with_provider_id is distinct from new.with_provider_id)
      ) then
        raise exception '% is taken in %', holder, new.during
          using errcode = 'exclusion_violation', constraint = 'one_allocation_at_a_time';
      end if;
      if new.capacity = 1 then
        return new;
      end if;
      select max(load) into peak from (
        select (
          select coalesce(sum(other.units), 0) from allocations other
          where other.holder_id = holder and other.released_at is null
            and other.id <> new.id and other.during @> point.at
        ) as load
        from (
          select lower(new.during) as at
          union
          select lower(other.during) from allocations other
          where other.holder_id = holder and other.released_at is null
            and other.id <> new.id and other.during && new.during
            and lower(other.during) >= lower(new.during)
        ) point
      ) loads;
      if peak + new.units > new.capacity then
        raise exception 'fewer than % of % places are left in %', new.units, new.capacity, new.during
          using errcode = 'exclusion_violation', constraint = 'capacity_is_kept';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_allocation_capacity
    before insert or update of during, released_at, capacity, units, provider_id, resource_id
    on allocations for each row execute function guard_allocation_capacity()`.execute(db);
};

const waitlist = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table waitlist_entries
    add conversation_id uuid,
    add dates jsonb not null default '[]',
    add times jsonb not null default '[]',
    add participants integer not null default 1 check (participants > 0),
    add status text not null default 'waiting'
      check (status in ('waiting', 'offered', 'booked', 'expired', 'left')),
    add booking_id uuid,
    add offered_until timestamptz,
    add offers integer not null default 0,
    add check ((status = 'offered') = (offered_until is not null)),
    add foreign key (organization_id, provider_id) references providers (organization_id, id),
    add foreign key (organization_id, location_id) references locations (organization_id, id),
    add foreign key (organization_id, conversation_id)
      references conversations (organization_id, id),
    add foreign key (organization_id, booking_id) references bookings (organization_id, id)
  `.execute(db);
  await sql`create index waitlist_in_order on waitlist_entries
    (organization_id, service_id, created_at, id) where status in ('waiting', 'offered')`.execute(
    db,
  );
};
