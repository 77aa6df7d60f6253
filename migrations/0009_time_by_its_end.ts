import { type Kysely, sql } from "kysely";

/**
 * Time of one holder is found by when it ends: what is over lies before, so that years of bookings
 * cost a look no more than the first, and an entry costs a B-tree what it would not cost a GiST.
 * Every end is known, since an unknown one would never be found. A database that was made by
 * version 45f7e9b has all this from its 0006.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<{ known: boolean }>`select
    to_regclass('allocations_by_end') is not null as known`.execute(db);
  if (rows[0]?.known) return;
  await sql`alter table allocations
    add check (not lower_inf(during) and not upper_inf(during) and not isempty(during))`.execute(
    db,
  );
  await sql`drop index allocations_active`.execute(db);
  await sql`create index allocations_by_end on allocations (holder_id, upper(during))
    where released_at is null`.execute(db);
  // Few at any time, looked for every half a minute.
  await sql`create index bookings_fallen_away on bookings (organization_id, id)
    where state = 'SLOT_PROPOSED' and reschedule_reason = 'provider_unavailable'`.execute(db);
  await guard(db);
};

/** The guard of 0006, which looks for time that ends after the new one begins. */
const guard = async (db: Kysely<unknown>): Promise<void> => {
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
        where other.holder_id = holder and upper(other.during) > lower(new.during)
          and other.during && new.during and other.released_at is null and other.id <> new.id
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
          where other.holder_id = holder and upper(other.during) > point.at
            and other.during @> point.at and other.released_at is null and other.id <> new.id
        ) as load
        from (
          select lower(new.during) as at
          union
          select lower(other.during) from allocations other
          where other.holder_id = holder and upper(other.during) > lower(new.during)
            and other.during && new.during and other.released_at is null and other.id <> new.id
            and lower(other.during) >= lower(new.during)
        ) point
      ) loads;
      if peak + new.units > new.capacity then
        raise exception 'fewer than % of % places are left in %', new.units, new.capacity, new.during
          using errcode = 'exclusion_violation', constraint = 'capacity_is_kept';
      end if;
      return new;
    end $$`.execute(db);
};
