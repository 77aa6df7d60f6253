import { type Kysely, sql } from "kysely";

/**
 * Money: what a service asks for in advance, the accounts it comes through, payments, refunds, what
 * providers have told, and where they and the database differ.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table services
    add column deposit_minor bigint check (deposit_minor > 0),
    add column deposit_percent integer check (deposit_percent between 1 and 100),
    add constraint one_deposit check (deposit_minor is null or deposit_percent is null)`.execute(
    db,
  );
  await sql`alter table bookings
    drop constraint bookings_payment_status_check,
    add constraint bookings_payment_status_check
      check (payment_status in ('pending', 'received', 'settled', 'refunded'))`.execute(db);
  await accounts(db);
  await payments(db);
  await refunds(db);
  await told(db);
};

const accounts = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table payment_accounts (
    organization_id uuid not null references organizations (id),
    provider text not null check (provider in ('stripe', 'square')),
    settings jsonb not null default '{}',
    secrets bytea not null,
    reconciled_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, provider)
  )`.execute(db);
};

const payments = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table payments (
    organization_id uuid not null,
    id uuid not null,
    booking_id uuid not null,
    booking_version integer not null,
    starts_at timestamptz,
    amount_minor bigint not null check (amount_minor >= 0),
    currency text not null,
    method text not null,
    provider text,
    session_id text,
    link_id text,
    url text,
    provider_payment_id text,
    reference text,
    status text not null check (status in ('requested', 'open', 'closed', 'paid', 'flagged')),
    closed_because text check (closed_because in ('lapsed', 'left', 'paid_otherwise', 'no_link')),
    flag text check (flag in ('amount_differs', 'superseded', 'late', 'paid_twice')),
    attempts integer not null default 0,
    received_minor bigint check (received_minor >= 0),
    received_currency text,
    expires_at timestamptz,
    paid_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, provider, session_id),
    unique (organization_id, provider, provider_payment_id),
    foreign key (organization_id, booking_id) references bookings (organization_id, id),
    foreign key (organization_id, provider) references payment_accounts (organization_id, provider),
    check ((status in ('paid', 'flagged')) = (received_minor is not null)),
    check ((received_minor is null) = (received_currency is null)),
    check ((status = 'flagged') = (flag is not null)),
    check (status <> 'paid' or (received_minor = amount_minor and received_currency = currency))
  )`.execute(db);
  await sql`create unique index payments_awaited on payments (organization_id, booking_id)
    where status in ('requested', 'open')`.execute(db);
  await sql`create index payments_by_booking on payments (organization_id, booking_id)`.execute(db);
  await sql`create index payments_by_age on payments
    (organization_id, created_at desc, id)`.execute(db);
  await sql`create index payments_due on payments (expires_at)
    where status in ('requested', 'open')`.execute(db);
  await sql`create function guard_payment() returns trigger language plpgsql as $$
    begin
      if (old.booking_id, old.amount_minor, old.currency) is distinct from
        (new.booking_id, new.amount_minor, new.currency) then
        raise exception 'a payment stays bound to its booking and amount'
          using errcode = 'check_violation', constraint = 'payment_stays_bound';
      end if;
      if old.received_minor is not null and (old.received_minor, old.received_currency)
        is distinct from (new.received_minor, new.received_currency) then
        raise exception 'what was received is not changed'
          using errcode = 'check_violation', constraint = 'payment_received_once';
      end if;
      if old.status = new.status or (old.status, new.status) in (
        ('requested', 'open'), ('requested', 'closed'), ('requested', 'paid'),
        ('requested', 'flagged'), ('open', 'closed'), ('open', 'paid'), ('open', 'flagged'),
        ('closed', 'paid'), ('closed', 'flagged')
      ) then
        return new;
      end if;
      raise exception 'a payment does not go from % to %', old.status, new.status
        using errcode = 'check_violation', constraint = 'payment_moves_forward';
    end $$`.execute(db);
  await sql`create trigger guard_payment before update on payments
    for each row execute function guard_payment()`.execute(db);
};

/** The trigger locks the payment, so that two refunds at once cannot give back more than came. */
const refunds = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table refunds (
    organization_id uuid not null,
    id uuid not null,
    payment_id uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    reason text not null,
    requested_by text not null,
    status text not null check (status in ('requested', 'pending', 'succeeded', 'failed')),
    provider_refund_id text,
    error_code text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, payment_id, provider_refund_id),
    foreign key (organization_id, payment_id) references payments (organization_id, id),
    check ((status = 'failed') = (error_code is not null))
  )`.execute(db);
  await sql`create index refunds_by_age on refunds
    (organization_id, created_at desc, id)`.execute(db);
  await sql`create function guard_refund() returns trigger language plpgsql as $$
    declare
      paid record;
      given bigint;
    begin
      if tg_op = 'UPDATE' and old.status <> new.status and (old.status, new.status) not in (
        ('requested', 'pending'), ('requested', 'succeeded'), ('requested', 'failed'),
        ('pending', 'succeeded'), ('pending', 'failed'), ('succeeded', 'failed')
      ) then
        raise exception 'a refund does not go from % to %', old.status, new.status
          using errcode = 'check_violation', constraint = 'refund_moves_forward';
      end if;
      select received_minor, received_currency into paid from payments
        where organization_id = new.organization_id and id = new.payment_id for no key update;
      select coalesce(sum(amount_minor), 0) into given from refunds
        where organization_id = new.organization_id and payment_id = new.payment_id
          and id <> new.id and status <> 'failed';
      if new.status <> 'failed' and (paid.received_minor is null
        or new.currency <> paid.received_currency
        or given + new.amount_minor > paid.received_minor) then
        raise exception 'more would be given back than was received'
          using errcode = 'check_violation', constraint = 'refund_within_payment';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_refund before insert or update on refunds
    for each row execute function guard_refund()`.execute(db);
};

const told = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table payment_events (
    organization_id uuid not null,
    provider text not null,
    event_id text not null,
    event jsonb not null,
    outcome text,
    received_at timestamptz not null,
    processed_at timestamptz,
    primary key (organization_id, provider, event_id),
    foreign key (organization_id, provider) references payment_accounts (organization_id, provider)
  )`.execute(db);
  await sql`create table payment_differences (
    organization_id uuid not null,
    provider text not null,
    kind text not null,
    subject text not null,
    details jsonb not null,
    found_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (organization_id, provider, kind, subject),
    foreign key (organization_id, provider) references payment_accounts (organization_id, provider)
  )`.execute(db);
};
