import { type Kysely, sql } from "kysely";

/**
 * Time taken from a provider: holds, bookings and blocks. `during` includes the buffers. Two active
 * allocations of one provider never overlap: by the exclusion constraint for capacity 1, and by a
 * recount under the provider's lock for group services.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table allocations (
    organization_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('hold', 'booking', 'block')),
    provider_id uuid not null,
    location_id uuid,
    service_id uuid,
    booking_id uuid,
    lead_id uuid,
    slot_id text,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    during tstzrange not null,
    capacity integer not null default 1 check (capacity > 0),
    offered_at timestamptz,
    shown_hash text,
    expires_at timestamptz,
    released_at timestamptz,
    created_at timestamptz not null,
    primary key (organization_id, id),
    check (ends_at > starts_at and during @> tstzrange(starts_at, ends_at)),
    check ((kind = 'hold') = (expires_at is not null)),
    check ((kind = 'block') = (booking_id is null)),
    foreign key (organization_id, provider_id) references providers (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id),
    foreign key (organization_id, booking_id) references bookings (organization_id, id),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    constraint one_allocation_at_a_time exclude using gist
      (provider_id with =, during with &&) where (released_at is null and capacity = 1)
  )`.execute(db);
  await sql`create index allocations_active on allocations using gist (provider_id, during)
    where released_at is null`.execute(db);
  await sql`create index allocations_by_booking on allocations (organization_id, booking_id)
    where released_at is null`.execute(db);
  await sql`create index allocations_holds_by_expiry on allocations (expires_at)
    where released_at is null and kind = 'hold'`.execute(db);
  await capacityGuard(db);
};

/**
 * The peak load changes only where an allocation starts, so counting at the start of the new one
 * and at every start inside it finds the peak.
 */
const capacityGuard = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function guard_allocation_capacity() returns trigger language plpgsql as $$
    declare
      peak integer;
    begin
      if new.released_at is not null then
        return new;
      end if;
      perform from providers
        where organization_id = new.organization_id and id = new.provider_id for no key update;
      if exists (
        select from allocations other
        where other.provider_id = new.provider_id and other.during && new.during
          and other.released_at is null and other.id <> new.id
          and (other.capacity = 1 or new.capacity = 1
               or other.service_id is distinct from new.service_id)
      ) then
        raise exception 'provider is taken in %', new.during
          using errcode = 'exclusion_violation', constraint = 'one_allocation_at_a_time';
      end if;
      if new.capacity = 1 then
        return new;
      end if;
      select max(load) into peak from (
        select (
          select count(*) from allocations other
          where other.provider_id = new.provider_id and other.released_at is null
            and other.id <> new.id and other.during @> point.at
        ) as load
        from (
          select lower(new.during) as at
          union
          select lower(other.during) from allocations other
          where other.provider_id = new.provider_id and other.released_at is null
            and other.id <> new.id and other.during && new.during
            and lower(other.during) >= lower(new.during)
        ) point
      ) loads;
      if peak >= new.capacity then
        raise exception 'all % places are taken in %', new.capacity, new.during
          using errcode = 'exclusion_violation', constraint = 'capacity_is_kept';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_allocation_capacity
    before insert or update of during, released_at, capacity, provider_id on allocations
    for each row execute function guard_allocation_capacity()`.execute(db);
};
