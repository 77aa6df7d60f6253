import { type Kysely, sql } from "kysely";

/**
 * Rules that change a price by time, demand and number of visits; the price each slot was offered for,
 * and the price an appointment was confirmed for; the strategy that made a proposal.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await priceRules(db);
  await sql`alter table allocations
    add column price jsonb,
    add column strategy text`.execute(db);
  await sql`alter table bookings
    add column price_minor bigint check (price_minor >= 0),
    add column list_price_minor bigint check (list_price_minor >= 0),
    add column price_currency text,
    add column price_rules jsonb not null default '[]',
    add column price_bounded boolean not null default false,
    add check ((price_minor is null) = (list_price_minor is null)
      and (price_minor is null) = (price_currency is null))`.execute(db);
  await frozenPrices(db);
  // What a lead was offered and took, the newest first.
  await sql`create index allocations_offered_to_lead on allocations
    (organization_id, lead_id, offered_at desc)
    where offered_at is not null and part = 0 and resource_id is null`.execute(db);
  await sql`create index allocations_by_strategy on allocations (organization_id, offered_at)
    where strategy is not null and part = 0 and resource_id is null`.execute(db);
};

const priceRules = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table price_rules (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    version integer not null default 1,
    active boolean not null default true,
    name jsonb not null,
    priority integer not null default 0,
    combines boolean not null default false,
    condition jsonb not null,
    percent integer check (percent between -100 and 500 and percent <> 0),
    amount_minor bigint check (amount_minor <> 0),
    floor_minor bigint check (floor_minor >= 0),
    ceiling_minor bigint check (ceiling_minor >= 0),
    service_id uuid,
    location_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    check (num_nonnulls(percent, amount_minor) = 1),
    check (condition ->> 'kind' in ('off_peak', 'fill_rate', 'volume')),
    foreign key (organization_id, service_id) references services (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id)
  )`.execute(db);
  // Rules are read with the calendars, so what is remembered of those must not outlive them.
  for (const [event, rows] of [
    ["insert", "new"],
    ["update", "new"],
    ["delete", "old"],
  ] as const) {
    await sql`create trigger ${sql.raw(`raise_version_on_${event}`)}
      after ${sql.raw(event)} on price_rules
      referencing ${sql.raw(rows)} table as changed
      for each statement execute function raise_catalog_version()`.execute(db);
  }
};

/** What was shown stays as it was shown: of an offer always, of an appointment while it has its time. */
const frozenPrices = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function refuse_another_price() returns trigger language plpgsql as $$
    begin
      raise exception 'the price of % % is frozen', tg_table_name, old.id
        using errcode = 'check_violation', constraint = 'prices_are_frozen';
    end $$`.execute(db);
  await sql`create trigger keep_offered_price before update of price on allocations
    for each row when (old.price is distinct from new.price)
    execute function refuse_another_price()`.execute(db);
  await sql`create trigger keep_confirmed_price
    before update of price_minor, list_price_minor, price_currency, price_rules on bookings
    for each row when (
      old.starts_at is not null and old.starts_at is not distinct from new.starts_at
      and (old.price_minor, old.list_price_minor, old.price_currency, old.price_rules)
        is distinct from
        (new.price_minor, new.list_price_minor, new.price_currency, new.price_rules))
    execute function refuse_another_price()`.execute(db);
};
