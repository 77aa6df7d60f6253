import { type Kysely, sql } from "kysely";

/** Bookings in the shape of 000 §4.1, their events in the shape of 000 §10.2, and the state guard. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await bookings(db);
  await records(db);
  await stateGuard(db);
};

const bookings = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table bookings (
    organization_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    conversation_id uuid,
    service_id uuid,
    provider_id uuid,
    location_id uuid,
    starts_at timestamptz,
    ends_at timestamptz,
    state text not null,
    state_before_error text,
    state_history jsonb not null,
    version integer not null default 1,
    payment_required boolean not null default false,
    payment_amount_minor bigint,
    payment_currency text,
    payment_method text,
    payment_status text check (payment_status in ('pending', 'received', 'settled')),
    payment_transaction_id text,
    show_up_status boolean,
    show_up_verified_at timestamptz,
    show_up_verified_by text,
    show_up_notes text not null default '',
    missed boolean not null default false,
    reschedule_count integer not null default 0,
    reschedule_reason text,
    previous_booking_ids uuid[] not null default '{}',
    previous_appointments jsonb not null default '[]',
    cancelled_at timestamptz,
    cancelled_by text,
    cancellation_reason text,
    reminder_sent_times jsonb not null default '[]',
    last_communication_at timestamptz not null,
    notes text not null default '',
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    calendar_event_id text,
    external_booking_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id),
    foreign key (organization_id, provider_id) references providers (organization_id, id),
    foreign key (organization_id, location_id) references locations (organization_id, id),
    check ((starts_at is null) = (ends_at is null) and (starts_at is null) = (provider_id is null)),
    check (ends_at > starts_at)
  )`.execute(db);
  await sql`create index bookings_by_lead on bookings (organization_id, lead_id, created_at desc)`.execute(
    db,
  );
  await sql`create index bookings_by_age on bookings (organization_id, created_at desc, id)`.execute(
    db,
  );
  await sql`create index bookings_by_time on bookings (organization_id, starts_at, id)`.execute(db);
};

const records = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table booking_events (
    organization_id uuid not null,
    event_id uuid not null,
    booking_id uuid not null,
    position bigint generated always as identity,
    timestamp timestamptz not null,
    event_type text not null,
    from_state text not null,
    to_state text not null,
    triggered_by text not null,
    triggered_by_id text not null,
    message_content text,
    reason text,
    data_snapshot jsonb not null,
    validation_passed boolean not null,
    validation_checks jsonb not null,
    primary key (organization_id, event_id),
    foreign key (organization_id, booking_id) references bookings (organization_id, id)
  )`.execute(db);
  await sql`create index booking_events_by_booking on booking_events
    (organization_id, booking_id, position)`.execute(db);
  await sql`create table consents (
    organization_id uuid not null,
    message_id uuid not null,
    booking_id uuid not null,
    action text not null,
    shown_hash text not null,
    used_at timestamptz not null,
    primary key (organization_id, message_id),
    foreign key (organization_id, message_id) references messages (organization_id, id),
    foreign key (organization_id, booking_id) references bookings (organization_id, id)
  )`.execute(db);
  await sql`create table waitlist_entries (
    organization_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    service_id uuid not null,
    provider_id uuid,
    location_id uuid,
    wish text not null,
    wished_from timestamptz,
    wished_to timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references leads (organization_id, id),
    foreign key (organization_id, service_id) references services (organization_id, id)
  )`.execute(db);
};

/** The pairs of the transition table; src/domain/booking-transitions.ts is compared with them. */
const pairs: Readonly<Record<string, readonly string[]>> = {
  INQUIRY: ["SERVICE_SELECTED", "CANCELLED", "ABANDONED", "ERROR"],
  SERVICE_SELECTED: ["SLOT_PROPOSED", "CANCELLED", "ABANDONED", "ERROR"],
  SLOT_PROPOSED: ["SLOT_PROPOSED", "SLOT_CONFIRMED", "CANCELLED", "ABANDONED", "ERROR"],
  SLOT_CONFIRMED: ["PAYMENT_PENDING", "REMINDER_SENT", "RESCHEDULED", "CANCELLED", "ERROR"],
  PAYMENT_PENDING: ["PAID", "RESCHEDULED", "CANCELLED", "ABANDONED", "ERROR"],
  PAID: ["SLOT_CONFIRMED", "REMINDER_SENT", "RESCHEDULED", "CANCELLED", "ERROR"],
  REMINDER_SENT: ["COMPLETED", "NO_SHOW", "RESCHEDULED", "CANCELLED", "ERROR"],
  COMPLETED: ["FOLLOW_UP"],
  NO_SHOW: ["FOLLOW_UP", "RESCHEDULED", "ERROR"],
  RESCHEDULED: ["SLOT_PROPOSED", "CANCELLED", "ABANDONED", "ERROR"],
  FOLLOW_UP: ["RESCHEDULED", "ERROR"],
  CANCELLED: [],
  ABANDONED: ["INQUIRY", "ERROR"],
  ERROR: [
    ...["INQUIRY", "SERVICE_SELECTED", "SLOT_PROPOSED", "SLOT_CONFIRMED", "PAYMENT_PENDING"],
    ...["PAID", "REMINDER_SENT", "NO_SHOW", "RESCHEDULED", "FOLLOW_UP", "ABANDONED", "CANCELLED"],
  ],
};

const stateGuard = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table booking_states (state text primary key)`.execute(db);
  await sql`create table booking_transitions (
    from_state text not null references booking_states (state),
    to_state text not null references booking_states (state),
    primary key (from_state, to_state)
  )`.execute(db);
  for (const state of Object.keys(pairs)) {
    await sql`insert into booking_states values (${state})`.execute(db);
  }
  for (const [from, targets] of Object.entries(pairs)) {
    for (const to of targets) {
      await sql`insert into booking_transitions values (${from}, ${to})`.execute(db);
    }
  }
  await sql`alter table bookings add foreign key (state) references booking_states (state)`.execute(
    db,
  );
  await sql`create function guard_booking_state() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        if new.state <> 'INQUIRY' then
          raise exception 'a booking starts in INQUIRY, not in %', new.state
            using errcode = 'check_violation', constraint = 'booking_starts_in_inquiry';
        end if;
        return new;
      end if;
      if new.state is distinct from old.state and not exists (
        select from booking_transitions where from_state = old.state and to_state = new.state
      ) then
        raise exception 'a booking does not move from % to %', old.state, new.state
          using errcode = 'check_violation', constraint = 'booking_transition_is_legal';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_booking_state before insert or update of state on bookings
    for each row execute function guard_booking_state()`.execute(db);
};
